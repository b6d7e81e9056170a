import type { ApexService, AsyncService } from './apex/types.ts';
import type { BootOptions } from './boot.ts';
import type { DmlService } from './dml/types.ts';
import type { FormulaService } from './formula/types.ts';
import type { DeployedSource, PackageMetadata } from './metadata/types.ts';
import type { Schema } from './schema/types.ts';
import type { SecurityService } from './security/types.ts';
import type { SoqlService } from './soql/types.ts';
import type { Store } from './store/types.ts';

/** The org: one object that holds every service. Services reach each other only through it, at call time. */
export interface Org {
  readonly options: BootOptions;
  readonly metadata: PackageMetadata;
  readonly schema: Schema;
  readonly store: Store;
  readonly security: SecurityService;
  readonly formula: FormulaService;
  readonly soql: SoqlService;
  readonly dml: DmlService;
  readonly apex: ApexService;
  readonly async: AsyncService;
  /** Milliseconds since the epoch. Tests of the org itself may replace it. */
  now(): number;
  /**
   * Runs on other source from now on: rows, schema and services are made anew, data stays. What `alongside` writes is part of it.
   * Everything is as it was before when this throws.
   * @throws what {@link bootOrg} throws.
   */
  redeploy(deployed: DeployedSource | null, alongside?: () => void): void;
}
