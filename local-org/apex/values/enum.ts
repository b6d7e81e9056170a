/** One constant of an Apex enum; constants are single objects, so equality is identity. */
export class ApexEnum {
  /** `System.AccessType`-style name of the enum. */
  readonly typeName: string;
  readonly constant: string;
  readonly ordinal: number;

  constructor(typeName: string, constant: string, ordinal: number) {
    this.typeName = typeName;
    this.constant = constant;
    this.ordinal = ordinal;
  }

  toString(): string {
    return this.constant;
  }
}
