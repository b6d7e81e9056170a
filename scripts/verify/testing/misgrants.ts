/** Twenty-two ways in which an org may give more than was promised, each made over REST as an administrator would, and undone. */
import type { Fault } from '../faults.ts';
import type { Admin, Undo } from './admin.ts';

export interface Misgrant {
  readonly name: string;
  readonly make: (admin: Admin) => Promise<Undo>;
  /** What `verify` must say: the fault, and a part of its subject or detail. */
  readonly fault: Fault;
  readonly says: string;
  /** What `access proof` must say: a part of who or what. */
  readonly proves: string;
}

const READ = { PermissionsRead: true };

export const MISGRANTS: readonly Misgrant[] = [
  {
    name: 'a permission set of the package given to an analyst by hand',
    make: (admin) => admin.assign('analyst', 'Confide_Read_Families'),
    fault: 'SET_BESIDES',
    says: 'Confide_Read_Families',
    proves: 'Client__c r'
  },
  {
    name: 'the migration’s set given to a supporter',
    make: (admin) => admin.assign('supporter', 'Confide_Load_Old_Data'),
    fault: 'SET_BESIDES',
    says: 'Confide_Load_Old_Data',
    proves: 'Client_Identity__c c'
  },
  {
    name: 'the doorway opened to a trustee',
    make: (admin) => admin.assign('trustee', 'Confide_Open_Personal_Details'),
    fault: 'SET_BESIDES',
    says: 'Confide_Open_Personal_Details',
    proves: 'call '
  },
  {
    name: 'an object of concerns added to a set that every role holds',
    make: (admin) => admin.object('Confide_Use_App', 'Safeguarding_Person__c', READ),
    fault: 'SET_OPENED',
    says: 'Safeguarding_Person__c r',
    proves: 'Safeguarding_Person__c r'
  },
  {
    name: 'editing of coded files',
    make: (admin) => admin.object('Confide_Read_Families', 'Client__c', { PermissionsEdit: true }),
    fault: 'SET_OPENED',
    says: 'Client__c e',
    proves: 'Client__c e'
  },
  {
    name: 'all rows of an object to see',
    make: (admin) => admin.object('Confide_Read_Families', 'Client__c', { PermissionsViewAllRecords: true }),
    fault: 'SET_OPENED',
    says: 'Client__c v',
    proves: 'Client__c v'
  },
  {
    name: 'all rows of an object to change',
    make: (admin) =>
      admin.object('Confide_Read_Referrals', 'Referral__c', {
        PermissionsEdit: true,
        PermissionsDelete: true,
        PermissionsViewAllRecords: true,
        PermissionsModifyAllRecords: true
      }),
    fault: 'SET_OPENED',
    says: 'Referral__c m',
    proves: 'Referral__c m'
  },
  {
    name: 'all fields of an object',
    make: (admin) => admin.object('Confide_Read_Families', 'Client__c', { PermissionsViewAllFields: true }),
    fault: 'SET_OPENED',
    says: 'Client__c f',
    proves: 'Client__c f'
  },
  {
    name: 'a field behind the doorway',
    make: (admin) => admin.field('Confide_Read_Families', 'Client__c.Loss_Flag__c', READ),
    fault: 'SET_OPENED',
    says: 'Client__c.Loss_Flag__c r',
    proves: 'Client__c.Loss_Flag__c r'
  },
  {
    name: 'a derived field to edit',
    make: (admin) => admin.field('Confide_Read_Families', 'Client__c.Status__c', { PermissionsEdit: true }),
    fault: 'SET_OPENED',
    says: 'Client__c.Status__c e',
    proves: 'Client__c.Status__c e'
  },
  {
    name: 'the whole org to see, in a set of the package',
    make: (admin) => admin.permission('Confide_Use_App', 'ViewAllData'),
    fault: 'WHOLE_ORG',
    says: 'ViewAllData',
    proves: 'Client_Identity__c v'
  },
  {
    name: 'the whole org to change, in a set of another’s',
    make: (admin) => admin.permission('Confide_Demo_Api', 'ModifyAllData'),
    fault: 'WHOLE_ORG',
    says: 'ModifyAllData by Confide_Demo_Api',
    proves: 'Client_Identity__c m'
  },
  {
    name: 'a set of somebody’s own making that opens names',
    make: async (admin) => {
      const set = await admin.create('PermissionSet', { Name: 'Helper', Label: 'Helper' });
      const object = await admin.object('Helper', 'Client_Identity__c', READ);
      const held = await admin.assign('supporter', 'Helper');
      return async () => (await held(), await object(), await set());
    },
    fault: 'OBJECT_GRANTED',
    says: 'Client_Identity__c r',
    proves: 'Client_Identity__c r'
  },
  {
    name: 'a profile that opens coded files',
    make: (admin) => admin.object('Minimum Access - Salesforce', 'Client__c', READ),
    fault: 'OBJECT_GRANTED',
    says: 'Client__c r',
    proves: 'Client__c r'
  },
  {
    name: 'names opened to administrators',
    make: (admin) => admin.field('System Administrator', 'Client_Identity__c.First_Name__c', READ),
    fault: 'FIELD_GRANTED',
    says: 'Client_Identity__c.First_Name__c',
    proves: 'Client_Identity__c.First_Name__c r'
  },
  {
    name: 'an analyst in the officers’ public group',
    make: (admin) => admin.member('Confide_DPO', 'analyst'),
    fault: 'MEMBER_WITHOUT_ROLE',
    says: 'Confide_DPO',
    proves: 'rows of Confide_DPO'
  },
  {
    name: 'a whole group among the safeguarding leads',
    make: (admin) => admin.groupInGroup('Confide_Safeguarding_Leads', 'Confide_Analysts'),
    fault: 'GROUP_IN_GROUP',
    says: 'Confide_Safeguarding_Leads',
    proves: 'rows of Confide_Safeguarding_Leads'
  },
  {
    name: 'a supporter in the queue that owns the files',
    make: (admin) => admin.member('Confide_Case_Files', 'supporter', 'Queue'),
    fault: 'QUEUE_MEMBER',
    says: 'Confide_Case_Files',
    proves: 'members of queue Confide_Case_Files'
  },
  {
    name: 'a screen of the log’s search for all',
    make: (admin) => admin.apexClass('Confide_Use_App', 'AccessLogController'),
    fault: 'SET_OPENED',
    says: 'class AccessLogController',
    proves: 'call AccessLogController'
  },
  {
    name: 'a set put into another role',
    make: (admin) => admin.intoRole('Confide_Peer_Supporter', 'Confide_Search_Access_Log'),
    fault: 'ROLE_OPENED',
    says: 'Confide_Search_Access_Log',
    proves: 'Access_Log__c r'
  },
  {
    name: 'an analyst made an administrator',
    make: (admin) => admin.profile('analyst', 'System Administrator'),
    fault: 'ADMINISTRATOR_ROLE',
    says: 'Confide_Analyst',
    proves: 'role Confide_Analyst'
  },
  {
    name: 'a training record shared by hand',
    make: (admin) => admin.share('Confidentiality_Training__c', 'analyst'),
    fault: 'SHARED',
    says: 'Manual',
    proves: 'Confidentiality_Training__c Manual'
  }
];
