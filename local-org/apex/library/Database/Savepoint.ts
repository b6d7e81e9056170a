import type { Savepoint } from '../../../store/types.ts';
import { current } from '../../../transaction.ts';
import { raise } from '../../values/index.ts';
import { systemClass } from '../define.ts';

const OPEN = Symbol('open savepoints');

/** A point set by `Database.setSavepoint`. Rolling back to one makes those set after it invalid; it stays usable itself. */
export class ApexSavepoint {
  #point: Savepoint;
  #valid = true;

  static set(): ApexSavepoint {
    const savepoint = new ApexSavepoint(current().org.store.savepoint());
    open().push(savepoint);
    return savepoint;
  }

  constructor(point: Savepoint) {
    this.#point = point;
  }

  rollback(): void {
    this.#dropLater('rollback');
    this.#point.rollback();
    this.#point = current().org.store.savepoint();
    const { security } = current().org;
    security.setupUndone();
  }

  release(): void {
    this.#dropLater('release');
    this.#valid = false;
    const points = open();
    points.splice(points.indexOf(this), 1);
    this.#point.release();
  }

  #dropLater(what: string): void {
    if (!this.#valid) raise('TypeException', `Cannot ${what} to savepoint: it is no longer valid`);
    const points = open();
    for (const later of points.splice(points.indexOf(this) + 1)) later.#valid = false;
  }
}

function open(): ApexSavepoint[] {
  return current().slot<ApexSavepoint[]>(OPEN, () => []);
}

export default systemClass('public class System.Savepoint', {}, { native: ApexSavepoint });
