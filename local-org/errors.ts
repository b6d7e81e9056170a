/** A refusal in the platform's words: `statusCode` as in Salesforce's StatusCode / errorCode lists. */
export class PlatformError extends Error {
  readonly statusCode: string;
  readonly fields: readonly string[];
  constructor(statusCode: string, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = 'PlatformError';
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

/** Something that Salesforce does and this org does not do yet. Always raised, never swallowed. */
export class NotSupportedError extends Error {
  constructor(what: string) {
    super(`Not supported by the local org: ${what}`);
    this.name = 'NotSupportedError';
  }
}
