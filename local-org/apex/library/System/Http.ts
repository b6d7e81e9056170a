import { NotSupportedError } from '../../../errors.ts';
import { isTesting, mockOf } from '../../async/testing.ts';
import { consume } from '../../limits/limits.ts';
import { callMethod } from '../../runtime/dispatch.ts';
import { ApexBlob, argument, raise } from '../../values/index.ts';
import { systemClass, type Implementation, type PropertyImplementation } from '../define.ts';
import { listOf } from '../make.ts';
import { staticResource } from '../static-resource.ts';

/** What a request and a response share: headers, whose names have no case, and a body. */
class HttpMessage {
  /** By lower-case name: as written, and its value. */
  readonly headers = new Map<string, readonly [name: string, value: string]>();
  body = new ApexBlob(new Uint8Array());
}
class Request extends HttpMessage {
  endpoint: string | null = null;
  method: string | null = null;
  timeout = 10_000;
  compressed = false;
}
class Response extends HttpMessage {
  status: string | null = null;
  code = 0;
}

function setHeader(self: HttpMessage, name: string | null, value: string | null): void {
  self.headers.set(argument(name).toLowerCase(), [argument(name), argument(value)]);
}

const SHARED: Record<string, Implementation | PropertyImplementation> = {
  'String getHeader(String name)': (self: HttpMessage, name: string | null) => self.headers.get(argument(name).toLowerCase())?.[1] ?? null,
  'void setHeader(String name, String value)': setHeader,
  'String getBody()': (self: HttpMessage) => Buffer.from(self.body.bytes).toString('utf8'),
  'void setBody(String body)': (self: HttpMessage, body: string | null) => {
    self.body = new ApexBlob(Buffer.from(argument(body), 'utf8'));
  },
  'Blob getBodyAsBlob()': (self: HttpMessage) => self.body,
  'void setBodyAsBlob(Blob body)': (self: HttpMessage, body: ApexBlob | null) => {
    self.body = argument(body);
  }
};

/** Answers callouts with static resources: one for all addresses, or one for each. */
export class StaticMock extends HttpMessage {
  readonly resources = new Map<string | null, string>();
  status: string | null = null;
  code = 0;

  answer(request: Request): Response {
    const name = this.resources.get(null) ?? this.resources.get(request.endpoint);
    if (name === undefined) raise('CalloutException', 'No static resource was given for the endpoint');
    const response = new Response();
    response.body = new ApexBlob(staticResource(name));
    response.status = this.status;
    response.code = this.code;
    for (const [key, header] of this.headers) response.headers.set(key, header);
    return response;
  }
}
class OneMock extends StaticMock {}
class MultiMock extends StaticMock {}

const MOCK: Record<string, Implementation> = {
  'HttpResponse respond(HttpRequest request)': (self: StaticMock, request: Request | null) => self.answer(argument(request)),
  'void setHeader(String name, String value)': setHeader,
  'void setStatus(String status)': (self: StaticMock, status: string | null) => {
    self.status = status;
  },
  'void setStatusCode(Integer code)': (self: StaticMock, code: number | null) => {
    self.code = argument(code);
  }
};

/** The org calls nobody: a test says what is answered, outside a test a callout is refused. */
function send(_: object, request: Request | null): unknown {
  const asked = argument(request);
  consume('callouts');
  const mock = mockOf('HttpCalloutMock');
  // A mock is asked whatever the request looks like.
  if (!mock && !asked.endpoint) raise('CalloutException', 'no protocol: null');
  if (!isTesting()) throw new NotSupportedError('callouts');
  if (!mock) raise('TypeException', 'Methods defined as TestMethod do not support Web service callouts');
  return mock instanceof StaticMock ? mock.answer(asked) : callMethod(mock, 'respond$httprequest', asked);
}

class Http {}

/** https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_restful_http.htm */
export default [
  systemClass('public interface System.HttpCalloutMock', {
    'HttpResponse respond(HttpRequest request)': () => raise('TypeException', 'This interface is implemented by classes of the package')
  }),
  systemClass(
    'public class System.StaticResourceCalloutMock implements System.HttpCalloutMock',
    {
      'StaticResourceCalloutMock()': () => new OneMock(),
      ...MOCK,
      'void setStaticResource(String resource)': (self: StaticMock, resource: string | null) => {
        self.resources.set(null, argument(resource));
      }
    },
    { native: OneMock }
  ),
  systemClass(
    'public class System.MultiStaticResourceCalloutMock implements System.HttpCalloutMock',
    {
      'MultiStaticResourceCalloutMock()': () => new MultiMock(),
      ...MOCK,
      'void setStaticResource(String endpoint, String resource)': (self: StaticMock, endpoint: string | null, resource: string | null) => {
        self.resources.set(argument(endpoint), argument(resource));
      }
    },
    { native: MultiMock }
  ),
  systemClass(
    'public class System.Http',
    { 'Http()': () => new Http(), 'HttpResponse send(HttpRequest request)': send, 'String toString()': () => 'System.Http[]' },
    { native: Http }
  ),
  systemClass(
    'public class System.HttpRequest',
    {
      'HttpRequest()': () => new Request(),
      ...SHARED,
      'String getEndpoint()': (self: Request) => self.endpoint,
      'void setEndpoint(String endpoint)': (self: Request, endpoint: string | null) => {
        self.endpoint = endpoint;
      },
      'String getMethod()': (self: Request) => self.method,
      'void setMethod(String method)': (self: Request, method: string | null) => {
        self.method = method;
      },
      'void setTimeout(Integer milliseconds)': (self: Request, milliseconds: number | null) => {
        const asked = argument(milliseconds);
        if (asked < 1 || asked > 120_000) raise('CalloutException', 'Invalid timeout value: must be between 1 and 120000');
        self.timeout = asked;
      },
      'Boolean getCompressed()': (self: Request) => self.compressed,
      'void setCompressed(Boolean compressed)': (self: Request, compressed: boolean | null) => {
        self.compressed = argument(compressed);
      },
      'String toString()': (self: Request) => `System.HttpRequest[Endpoint=${self.endpoint}, Method=${self.method}]`
    },
    { native: Request }
  ),
  systemClass(
    'public class System.HttpResponse',
    {
      'HttpResponse()': () => new Response(),
      ...SHARED,
      'List<String> getHeaderKeys()': (self: Response) =>
        listOf(
          'String',
          [...self.headers.values()].map(([name]) => name)
        ),
      'String getStatus()': (self: Response) => self.status,
      'void setStatus(String status)': (self: Response, status: string | null) => {
        self.status = status;
      },
      'Integer getStatusCode()': (self: Response) => self.code,
      'void setStatusCode(Integer code)': (self: Response, code: number | null) => {
        self.code = argument(code);
      },
      'String toString()': (self: Response) => `System.HttpResponse[Status=${self.status}, StatusCode=${self.code}]`
    },
    { native: Response }
  )
];
