import { current } from '../../../transaction.ts';
import { consume } from '../../limits/limits.ts';
import { type ApexList, argument, raise } from '../../values/index.ts';
import { Data, dataClass } from '../data-class.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { listOf } from '../make.ts';

/**
 * Mail that Apex sends: checked, counted and kept beside the org's data in the transaction. Nothing leaves the machine.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_namespace_Messaging.htm
 */
const ADDRESSES_MAX = 150;

const Email = systemClass('public abstract virtual class Messaging.Email', {}, { native: Data });
const COMMON = {
  bccSender: 'Boolean',
  emailPriority: 'String',
  replyTo: 'String',
  saveAsActivity: 'Boolean',
  senderDisplayName: 'String',
  subject: 'String',
  useSignature: 'Boolean'
};
const Single = mail('Messaging.SingleEmailMessage', {
  ...COMMON,
  bccAddresses: 'List<String>',
  ccAddresses: 'List<String>',
  charset: 'String',
  documentAttachments: 'List<Id>',
  entityAttachments: 'List<String>',
  fileAttachments: 'List<Messaging.EmailFileAttachment>',
  htmlBody: 'String',
  inReplyTo: 'String',
  optOutPolicy: 'String',
  orgWideEmailAddressId: 'Id',
  plainTextBody: 'String',
  references: 'String',
  targetObjectId: 'Id',
  templateId: 'Id',
  toAddresses: 'List<String>',
  treatBodiesAsTemplate: 'Boolean',
  treatTargetObjectAsRecipient: 'Boolean',
  whatId: 'Id'
});
const Mass = mail('Messaging.MassEmailMessage', {
  ...COMMON,
  description: 'String',
  targetObjectIds: 'List<Id>',
  templateId: 'Id',
  whatIds: 'List<Id>'
});

/** A message has a getter and a setter for each of its values. */
function mail(fullName: string, properties: Readonly<Record<string, string>>): LibraryClass {
  return dataClass(fullName, properties, { base: 'Messaging.Email', methods: true });
}

class Sent {
  readonly success = true;
}

interface Kept {
  readonly kind: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function send(messages: ApexList<Data> | null, allOrNothing: boolean): ApexList {
  const all = argument(messages).items;
  if (all.length > 0) consume('emails');
  const { org, userId } = current();
  for (const message of all) {
    check(argument(message), allOrNothing);
    org.store.run('INSERT INTO "local_email" (user_id, created, message) VALUES (?, ?, ?)', [
      userId,
      new Date(org.now()).toISOString(),
      JSON.stringify(pictureOf(message))
    ]);
  }
  return listOf(
    'Messaging.SendEmailResult',
    all.map(() => new Sent())
  );
}

/** @throws EmailException in the platform's words for a message that could not go out. */
function check(message: Data, _allOrNothing: boolean): void {
  const given = (name: string): boolean => {
    const value = message.values.get(name) as { items?: unknown[] } | string | null | undefined;
    return typeof value === 'object' && value?.items ? value.items.length > 0 : Boolean(value);
  };
  const refuse = (code: string, text: string): never =>
    raise('EmailException', `SendEmail failed. First exception on row 0; first error: ${code}, ${text}`);
  if (!['toAddresses', 'ccAddresses', 'bccAddresses', 'targetObjectId', 'targetObjectIds'].some(given))
    refuse('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.: []');
  if (!given('templateId') && !['plainTextBody', 'htmlBody'].some(given))
    refuse('REQUIRED_FIELD_MISSING', 'Missing body, need at least one of html or plainText: [plainTextBody, htmlBody]');
  for (const name of ['toAddresses', 'ccAddresses', 'bccAddresses']) {
    const addresses = ((message.values.get(name) as ApexList<string> | null | undefined)?.items ?? []) as (string | null)[];
    if (addresses.length > ADDRESSES_MAX) refuse('LIMIT_EXCEEDED', `The maximum number of ${name} is ${ADDRESSES_MAX}: [${name}]`);
    if (addresses.some((address) => !address || (!/^[^\s@]+@[^\s@]+$/.test(address) && !/^\w{15,18}$/.test(address))))
      refuse('INVALID_EMAIL_ADDRESS', `Invalid ${name.replace('Addresses', ' address')}: [${name}]`);
  }
}

function pictureOf(message: Data): Kept {
  const values: Record<string, unknown> = {};
  for (const [name, value] of message.values) {
    if (value === null) continue;
    if (typeof value !== 'object') values[name] = value;
    else if ('items' in value)
      values[name] = (value as ApexList).items.map((item) => (item instanceof Data ? item.values.get('fileName') : item));
  }
  return { kind: 'email', values };
}

export const sendEmail = {
  'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages)': (messages: ApexList<Data> | null) =>
    send(messages, true),
  'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> messages, Boolean allOrNothing)': (
    messages: ApexList<Data> | null,
    allOrNothing: boolean | null
  ) => send(messages, allOrNothing !== false)
};

export default [
  Email,
  Single,
  Mass,
  dataClass(
    'Messaging.EmailFileAttachment',
    { body: 'Blob', contentType: 'String', fileName: 'String', id: 'Id', inline: 'Boolean' },
    { methods: true }
  ),
  systemClass(
    'public class Messaging.SendEmailResult',
    {
      'Boolean isSuccess()': (self: Sent) => self.success,
      'Boolean success {get;}': (self: Sent) => self.success,
      'List<Messaging.SendEmailError> getErrors()': () => listOf('Messaging.SendEmailError', [])
    },
    { native: Sent }
  ),
  dataClass('Messaging.SendEmailError', {
    fields: 'List<String>',
    message: 'String',
    statusCode: 'StatusCode',
    targetObjectId: 'String'
  })
] as LibraryClass[];
