import { addressOf } from '../../../address.ts';
import { current } from '../../../transaction.ts';
import { ApexException, argument, raise } from '../../values/index.ts';
import { systemClass } from '../define.ts';
import { restExchange } from './Rest.ts';

const PORTS: Readonly<Record<string, number>> = { http: 80, https: 443, ftp: 21 };
/** Source: RFC 3986, appendix B. */
const PARTS = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i;
const NOT_ALLOWED = /[\s<>"{}|\\^`]/;

/** Parts as they stand in the text; what is not there is null. */
class ApexUrl {
  readonly protocol: string;
  readonly authority: string | null;
  readonly path: string;
  readonly query: string | null;
  readonly ref: string | null;
  private readonly text: string;

  constructor(text: string) {
    const parts = NOT_ALLOWED.test(text) ? null : PARTS.exec(text);
    if (!parts) raise('StringException', PARTS.test(text) ? 'Illegal character in URL' : 'no protocol');
    this.text = text;
    this.protocol = parts[1]!.toLowerCase();
    this.authority = parts[2] ?? null;
    this.path = parts[3]!;
    this.query = parts[4] ?? null;
    this.ref = parts[5] ?? null;
  }

  get userInfo(): string | null {
    return /^(.*)@/.exec(this.authority ?? '')?.[1] ?? null;
  }

  get host(): string | null {
    return this.authority?.replace(/^.*@/, '').replace(/:\d*$/, '') ?? null;
  }

  /** -1 where none is written. */
  get port(): number {
    return Number(/:(\d+)$/.exec(this.authority ?? '')?.[1] ?? -1);
  }

  get defaultPort(): number {
    return PORTS[this.protocol] ?? -1;
  }

  get file(): string {
    return this.query === null ? this.path : `${this.path}?${this.query}`;
  }

  /** The same but for the anchor. */
  same(other: ApexUrl): boolean {
    const port = (url: ApexUrl): number => (url.port < 0 ? url.defaultPort : url.port);
    return (
      this.protocol === other.protocol &&
      (this.host ?? '').toLowerCase() === (other.host ?? '').toLowerCase() &&
      port(this) === port(other) &&
      this.file === other.file
    );
  }

  toString(): string {
    return this.text;
  }
}

/** Resolves a relative address, as RFC 3986 says. */
function within(context: ApexUrl | null, spec: string | null): ApexUrl {
  const text = argument(spec);
  if (!context || PARTS.test(text)) return new ApexUrl(text);
  try {
    return new ApexUrl(new URL(text, String(context)).href);
  } catch (error) {
    if (error instanceof ApexException) throw error;
    raise('StringException', 'The URL cannot be resolved');
  }
}

function joined(protocol: string | null, host: string | null, port: number | null, file: string | null): ApexUrl {
  const at = port === null || port === -1 ? '' : `:${port}`;
  return new ApexUrl(`${argument(protocol)}://${argument(host)}${at}${argument(file)}`);
}

const base = (): string => addressOf(current().org);

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_url.htm */
export default systemClass(
  'public class System.URL',
  {
    'URL(String spec)': (spec: string | null) => new ApexUrl(argument(spec)),
    'URL(System.URL context, String spec)': within,
    'URL(String protocol, String host, String file)': (protocol: string | null, host: string | null, file: string | null) =>
      joined(protocol, host, null, file),
    'URL(String protocol, String host, Integer port, String file)': (
      protocol: string | null,
      host: string | null,
      port: number | null,
      file: string | null
    ) => joined(protocol, host, argument(port), file),
    'static System.URL getOrgDomainUrl()': () => new ApexUrl(base()),
    'static System.URL getSalesforceBaseUrl()': () => new ApexUrl(base()),
    'static System.URL getCurrentRequestUrl()': () => {
      const uri = restExchange().request?.requestURI;
      return new ApexUrl(base() + (uri ? encodeURI(`/services/apexrest${uri}`) : ''));
    },
    'static String getFileFieldURL(String entityId, String fieldName)': (id: string | null, field: string | null) => {
      argument(field);
      return `${base()}/servlet/servlet.FileDownload?file=${argument(id)}`;
    },
    'String getAuthority()': (self: ApexUrl) => self.authority,
    'Integer getDefaultPort()': (self: ApexUrl) => self.defaultPort,
    'String getFile()': (self: ApexUrl) => self.file,
    'String getHost()': (self: ApexUrl) => self.host,
    'String getPath()': (self: ApexUrl) => self.path,
    'Integer getPort()': (self: ApexUrl) => self.port,
    'String getProtocol()': (self: ApexUrl) => self.protocol,
    'String getQuery()': (self: ApexUrl) => self.query,
    'String getRef()': (self: ApexUrl) => self.ref,
    'String getUserInfo()': (self: ApexUrl) => self.userInfo,
    'Boolean sameFile(System.URL other)': (self: ApexUrl, other: ApexUrl | null) => self.same(argument(other)),
    'String toExternalForm()': String,
    'String toString()': String
  },
  { native: ApexUrl }
);
