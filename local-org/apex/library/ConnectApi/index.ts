import { NotSupportedError } from '../../../errors.ts';
import { isTesting, seesAllData } from '../../async/testing.ts';
import { raise } from '../../values/index.ts';
import { dataClass, Data } from '../data-class.ts';
import { systemClass, systemEnum, systemException, type LibraryClass } from '../define.ts';
import { listOf } from '../make.ts';

/**
 * What Connect in Apex has here: the classes in which calls are put together, and the refusal by which a test on its own data knows
 * itself. The services behind it are not part of this org.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/connectAPI_TestingApex.htm
 */
function siloed(): void {
  if (isTesting() && !seesAllData())
    raise(
      'UnsupportedOperationException',
      'ConnectApi methods are not supported in data siloed tests. Please use @IsTest(SeeAllData=true).'
    );
}
const absent = (what: string) => (): never => {
  siloed();
  throw new NotSupportedError(`ConnectApi.${what}`);
};

const FollowingPage = dataClass('ConnectApi.FollowingPage', {
  currentPageToken: 'Integer',
  currentPageUrl: 'String',
  nextPageToken: 'Integer',
  nextPageUrl: 'String',
  previousPageToken: 'Integer',
  previousPageUrl: 'String',
  following: 'List<Object>',
  total: 'Integer'
});

/** Nobody follows anything in this org. */
function noFollowings(): Data {
  siloed();
  const make = FollowingPage.members.find((member) => member.kind === 'constructor')!.implementation as () => Data;
  const page = make();
  page.values.set('following', listOf('Object', [])).set('total', 0).set('currentPageToken', 0);
  return page;
}

const PRINCIPAL = {
  principalName: 'String',
  principalType: 'ConnectApi.CredentialPrincipalType',
  sequenceNumber: 'Integer'
};
const CALLOUT_OPTIONS = {
  allowMergeFieldsInBody: 'Boolean',
  allowMergeFieldsInHeader: 'Boolean',
  generateAuthorizationHeader: 'Boolean'
};
const CUSTOM_HEADER = { headerName: 'String', headerValue: 'String', sequenceNumber: 'Integer' };
const EXTERNAL_CREDENTIAL = {
  authenticationProtocol: 'ConnectApi.CredentialAuthenticationProtocol',
  authenticationProtocolVariant: 'ConnectApi.CredentialAuthenticationProtocolVariant',
  developerName: 'String',
  masterLabel: 'String'
};
const NAMED_CREDENTIAL = {
  calloutUrl: 'String',
  developerName: 'String',
  masterLabel: 'String',
  networkConnection: 'String',
  type: 'ConnectApi.NamedCredentialType'
};

export default [
  systemException('ConnectApi.ConnectApiException'),
  systemException('ConnectApi.NotFoundException', {}, 'ConnectApi.ConnectApiException'),
  systemException('ConnectApi.RateLimitException', {}, 'ConnectApi.ConnectApiException'),
  FollowingPage,
  systemClass('public class ConnectApi.ChatterUsers', {
    'static ConnectApi.FollowingPage getFollowings(String communityId, String userId)': noFollowings
  }),
  systemEnum('ConnectApi.CredentialAuthenticationProtocol', [
    'AwsSv4',
    'Basic',
    'Custom',
    'Jwt',
    'JwtExchange',
    'NoAuthentication',
    'OAuth',
    'Password'
  ]),
  systemEnum('ConnectApi.CredentialAuthenticationProtocolVariant', [
    'AwsStsAssumeRole',
    'AwsStsRolesAnywhere',
    'ClientCredentialsClientSecretBasic',
    'ClientCredentialsJwtAssertion',
    'JwtBearer',
    'RolesAnywhere'
  ]),
  systemEnum('ConnectApi.CredentialPrincipalType', ['AwsStsPrincipal', 'NamedPrincipal', 'PerUserPrincipal']),
  systemEnum('ConnectApi.NamedCredentialType', ['Legacy', 'PrivateEndpoint', 'SecuredEndpoint']),
  dataClass('ConnectApi.NamedCredentialCalloutOptions', CALLOUT_OPTIONS),
  dataClass('ConnectApi.NamedCredentialCalloutOptionsInput', CALLOUT_OPTIONS),
  dataClass('ConnectApi.CredentialCustomHeader', CUSTOM_HEADER),
  dataClass('ConnectApi.CredentialCustomHeaderInput', CUSTOM_HEADER),
  dataClass('ConnectApi.ExternalCredentialPrincipal', { ...PRINCIPAL, id: 'Id' }),
  dataClass('ConnectApi.ExternalCredentialPrincipalInput', PRINCIPAL),
  dataClass('ConnectApi.ExternalCredential', {
    ...EXTERNAL_CREDENTIAL,
    customHeaders: 'List<ConnectApi.CredentialCustomHeader>',
    id: 'Id',
    principals: 'List<ConnectApi.ExternalCredentialPrincipal>',
    relatedNamedCredentials: 'List<ConnectApi.NamedCredential>',
    url: 'String'
  }),
  dataClass('ConnectApi.ExternalCredentialInput', {
    ...EXTERNAL_CREDENTIAL,
    customHeaders: 'List<ConnectApi.CredentialCustomHeaderInput>',
    principals: 'List<ConnectApi.ExternalCredentialPrincipalInput>'
  }),
  dataClass('ConnectApi.NamedCredential', {
    ...NAMED_CREDENTIAL,
    calloutOptions: 'ConnectApi.NamedCredentialCalloutOptions',
    customHeaders: 'List<ConnectApi.CredentialCustomHeader>',
    externalCredentials: 'List<ConnectApi.ExternalCredential>',
    id: 'Id',
    url: 'String'
  }),
  dataClass('ConnectApi.NamedCredentialInput', {
    ...NAMED_CREDENTIAL,
    calloutOptions: 'ConnectApi.NamedCredentialCalloutOptionsInput',
    customHeaders: 'List<ConnectApi.CredentialCustomHeaderInput>',
    externalCredentials: 'List<ConnectApi.ExternalCredentialInput>'
  }),
  systemClass('public class ConnectApi.NamedCredentials', {
    'static ConnectApi.ExternalCredential createExternalCredential(ConnectApi.ExternalCredentialInput input)': absent(
      'NamedCredentials.createExternalCredential'
    ),
    'static ConnectApi.ExternalCredential getExternalCredential(String developerName)': absent('NamedCredentials.getExternalCredential'),
    'static void deleteExternalCredential(String developerName)': absent('NamedCredentials.deleteExternalCredential'),
    'static ConnectApi.NamedCredential createNamedCredential(ConnectApi.NamedCredentialInput input)': absent(
      'NamedCredentials.createNamedCredential'
    ),
    'static ConnectApi.NamedCredential getNamedCredential(String developerName)': absent('NamedCredentials.getNamedCredential'),
    'static void deleteNamedCredential(String developerName)': absent('NamedCredentials.deleteNamedCredential')
  })
] as LibraryClass[];
