import { current } from '../../../transaction.ts';
import { consume } from '../../limits/limits.ts';
import { ApexSet, argument, raise } from '../../values/index.ts';
import { systemClass, type LibraryClass } from '../define.ts';
import { sendEmail } from './email.ts';

/** `Messaging.CustomNotification`: kept beside the org's data, for the bell of each user it was sent to. Nothing leaves the machine. */
class CustomNotification {
  typeId: string | null = null;
  title: string | null = null;
  body: string | null = null;
  targetId: string | null = null;
  pageRef: string | null = null;
  senderId: string | null = null;
}

function send(self: CustomNotification, recipients: ApexSet<string> | null): void {
  const users = [...argument(recipients)];
  if (!self.typeId || !self.title || !self.body || (!self.targetId && !self.pageRef))
    raise('InvalidParameterValueException', 'A custom notification needs a type, a title, a body and a target');
  if (users.length === 0 || users.length > 500)
    raise('InvalidParameterValueException', 'A custom notification goes to 1 to 500 recipients');
  consume('notifications');
  const { store } = current().org;
  for (const user of users) {
    store.run(
      'INSERT INTO "local_notification" (user_id, type_id, title, body, target_id, page_ref, created) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [user, self.typeId, self.title, self.body, self.targetId, self.pageRef, new Date(current().org.now()).toISOString()]
    );
  }
}

const setter =
  (name: keyof CustomNotification) =>
  (self: CustomNotification, value: string | null): void => {
    self[name] = value;
  };

const Messaging_ = systemClass('public class System.Messaging', {
  ...sendEmail,
  'static void reserveSingleEmailCapacity(Integer count)': (count: number) => consume('emails', argument(count))
});

export default [
  Messaging_,
  systemClass(
    'public class Messaging.CustomNotification',
    {
      'CustomNotification()': () => new CustomNotification(),
      'CustomNotification(String typeId, String senderId, String title, String body, String targetId, String targetPageRef)': (
        typeId: string,
        senderId: string,
        title: string,
        body: string,
        targetId: string,
        pageRef: string
      ) => Object.assign(new CustomNotification(), { typeId, senderId, title, body, targetId, pageRef }),
      'void setNotificationTypeId(String id)': setter('typeId'),
      'void setSenderId(String id)': setter('senderId'),
      'void setTitle(String title)': setter('title'),
      'void setBody(String body)': setter('body'),
      'void setTargetId(String id)': setter('targetId'),
      'void setTargetPageRef(String pageRef)': setter('pageRef'),
      'void send(Set<String> users)': send
    },
    { native: CustomNotification }
  )
] as LibraryClass[];
