import { current } from '../../../transaction.ts';
import { ApexBlob, ApexMap, argument } from '../../values/index.ts';
import { systemClass, type LibraryClass, type PropertyImplementation } from '../define.ts';
import { mapOf } from '../make.ts';

/** What an @RestResource method reads and fills; the engine makes one of each a call, tests make their own. */
export class RestRequestValue {
  headers: ApexMap | null = mapOf<string, string>('String', 'String', []);
  params: ApexMap | null = mapOf<string, string>('String', 'String', []);
  httpMethod: string | null = null;
  remoteAddress: string | null = null;
  requestBody: ApexBlob | null = null;
  requestURI: string | null = null;
  resourcePath: string | null = null;
}
export class RestResponseValue {
  headers: ApexMap | null = mapOf<string, string>('String', 'String', []);
  responseBody: ApexBlob | null = null;
  statusCode: number | null = null;
}
export interface RestExchange {
  request: RestRequestValue | null;
  response: RestResponseValue | null;
}
const EXCHANGE = Symbol('REST call');

/** @returns the request and response of the running transaction. */
export function restExchange(): RestExchange {
  return current().slot<RestExchange>(EXCHANGE, () => ({ request: null, response: null }));
}

const property = <T extends object, K extends keyof T>(name: K): PropertyImplementation => ({
  get: (self: T) => self[name],
  set: (self: T, value: T[K]) => {
    self[name] = value;
  }
});
const add = (map: ApexMap | null, name: string | null, value: string | null): void => {
  argument(map).put(argument(name), value);
};

export default [
  systemClass('public class System.RestContext', {
    'static RestRequest request {get; set;}': {
      get: () => restExchange().request,
      set: (value: RestRequestValue | null) => {
        restExchange().request = value;
      }
    },
    'static RestResponse response {get; set;}': {
      get: () => restExchange().response,
      set: (value: RestResponseValue | null) => {
        restExchange().response = value;
      }
    }
  }),
  systemClass(
    'public class System.RestRequest',
    {
      'RestRequest()': () => new RestRequestValue(),
      'Map<String,String> headers {get; set;}': property<RestRequestValue, 'headers'>('headers'),
      'Map<String,String> params {get; set;}': property<RestRequestValue, 'params'>('params'),
      'String httpMethod {get; set;}': property<RestRequestValue, 'httpMethod'>('httpMethod'),
      'String remoteAddress {get; set;}': property<RestRequestValue, 'remoteAddress'>('remoteAddress'),
      'Blob requestBody {get; set;}': property<RestRequestValue, 'requestBody'>('requestBody'),
      'String requestURI {get; set;}': property<RestRequestValue, 'requestURI'>('requestURI'),
      'String resourcePath {get; set;}': property<RestRequestValue, 'resourcePath'>('resourcePath'),
      'void addHeader(String name, String value)': (self: RestRequestValue, name: string | null, value: string | null) =>
        add(self.headers, name, value),
      'void addParameter(String name, String value)': (self: RestRequestValue, name: string | null, value: string | null) =>
        add(self.params, name, value)
    },
    { native: RestRequestValue }
  ),
  systemClass(
    'public class System.RestResponse',
    {
      'RestResponse()': () => new RestResponseValue(),
      'Map<String,String> headers {get; set;}': property<RestResponseValue, 'headers'>('headers'),
      'Blob responseBody {get; set;}': property<RestResponseValue, 'responseBody'>('responseBody'),
      'Integer statusCode {get; set;}': property<RestResponseValue, 'statusCode'>('statusCode'),
      'void addHeader(String name, String value)': (self: RestResponseValue, name: string | null, value: string | null) =>
        add(self.headers, name, value)
    },
    { native: RestResponseValue }
  )
] as LibraryClass[];
