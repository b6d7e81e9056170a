import { raise } from '../../values/index.ts';
import { dataClass } from '../data-class.ts';
import { systemClass, type LibraryClass } from '../define.ts';

/** Mail that comes in: what a handler of the package is given and gives back. Who delivers mail to it is not part of this org. */
export default [
  systemClass('public interface Messaging.InboundEmailHandler', {
    'Messaging.InboundEmailResult handleInboundEmail(Messaging.InboundEmail email, Messaging.InboundEnvelope envelope)': () =>
      raise('TypeException', 'This interface is implemented by classes of the package')
  }),
  dataClass('Messaging.InboundEnvelope', { fromAddress: 'String', toAddress: 'String' }),
  dataClass('Messaging.InboundEmailResult', { message: 'String', success: 'Boolean' }),
  dataClass('Messaging.InboundEmail', {
    binaryAttachments: 'List<Messaging.InboundEmail.BinaryAttachment>',
    ccAddresses: 'List<String>',
    fromAddress: 'String',
    fromName: 'String',
    headers: 'List<Messaging.InboundEmail.Header>',
    htmlBody: 'String',
    htmlBodyIsTruncated: 'Boolean',
    inReplyTo: 'String',
    messageId: 'String',
    plainTextBody: 'String',
    plainTextBodyIsTruncated: 'Boolean',
    references: 'List<String>',
    replyTo: 'String',
    subject: 'String',
    textAttachments: 'List<Messaging.InboundEmail.TextAttachment>',
    toAddresses: 'List<String>'
  }),
  dataClass('Messaging.InboundEmail.BinaryAttachment', {
    body: 'Blob',
    fileName: 'String',
    headers: 'List<Messaging.InboundEmail.Header>',
    mimeTypeSubType: 'String'
  }),
  dataClass('Messaging.InboundEmail.TextAttachment', {
    body: 'String',
    bodyIsTruncated: 'Boolean',
    charset: 'String',
    fileName: 'String',
    headers: 'List<Messaging.InboundEmail.Header>',
    mimeTypeSubType: 'String'
  }),
  dataClass('Messaging.InboundEmail.Header', { name: 'String', value: 'String' })
] as LibraryClass[];
