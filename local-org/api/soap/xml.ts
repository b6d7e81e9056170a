import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true
});

export interface SoapRequest {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** What the operation was given, elements within elements; one that is repeated is a list. */
  readonly given: unknown;
  readonly text: string;
  readonly sessionId: string | null;
}

/** @returns what an envelope asks for, or null when it is none. */
export function readEnvelope(text: string): SoapRequest | null {
  let document: { Envelope?: { Header?: { SessionHeader?: { sessionId?: unknown } }; Body?: Record<string, unknown> } };
  try {
    document = parser.parse(text) as typeof document;
  } catch {
    return null;
  }
  const body = document.Envelope?.Body;
  const operation = body && typeof body === 'object' ? Object.keys(body).find((name) => name !== '#text') : undefined;
  if (!operation) return null;
  const given = body![operation];
  const parameters =
    typeof given === 'object' && given !== null
      ? Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : ''])
      : [];
  const session = document.Envelope?.Header?.SessionHeader?.sessionId;
  return {
    operation,
    parameters: Object.fromEntries(parameters),
    given,
    text,
    sessionId: typeof session === 'string' ? session.trim() : null
  };
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[^\t\n\r\x20-\uFFFF]/g, '');
}

/** An element; null is the empty element that says so. */
export function element(name: string, value: string | number | boolean | null): string {
  return value === null ? `<${name} xsi:nil="true"/>` : `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** The clients look for these very prefixes. */
export function envelope(namespace: string, body: string, header = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns="${namespace}">${header ? `<soapenv:Header>${header}</soapenv:Header>` : ''}<soapenv:Body>${body}</soapenv:Body></soapenv:Envelope>`;
}

export function fault(namespace: string, code: string, message: string): string {
  return envelope(
    namespace,
    `<soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${escapeXml(`${code}: ${message}`)}</faultstring></soapenv:Fault>`
  );
}
