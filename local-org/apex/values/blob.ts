/** An Apex Blob: immutable bytes. */
export class ApexBlob {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  static fromText(text: string): ApexBlob {
    return new ApexBlob(new TextEncoder().encode(text));
  }

  /** @throws TypeError when the bytes are not UTF-8. */
  text(): string {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes);
  }

  base64(): string {
    return Buffer.from(this.bytes).toString('base64');
  }
}
