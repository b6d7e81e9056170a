/**
 * One control switched off for each promise: the edit, and the Apex tests that must fail by it. The promise's own controls
 * (Notice_Promise.Kept_By__c) must show it too. Read by promises.test.ts and by e2e/prove.ts.
 */
export interface Mutation {
  readonly promise: string;
  /** What is off, in words. */
  readonly off: string;
  /** Path below force-app/main. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

const closedObject = (object: string): string => `<hasActivationRequired>false</hasActivationRequired>
    <objectPermissions>
        <allowCreate>false</allowCreate>
        <allowDelete>false</allowDelete>
        <allowEdit>false</allowEdit>
        <allowRead>true</allowRead>
        <modifyAllRecords>false</modifyAllRecords>
        <object>${object}</object>
        <viewAllFields>false</viewAllFields>
        <viewAllRecords>false</viewAllRecords>
    </objectPermissions>`;
const INACTIVE = { find: '<status>Active</status>', replace: '<status>Inactive</status>' };
const FAMILIES = 'client/permissionsets/Confide_Read_Families.permissionset-meta.xml';
const DONE = '<hasActivationRequired>false</hasActivationRequired>';

export const MUTATIONS: readonly Mutation[] = [
  {
    promise: 'P01',
    off: 'letters no longer say how to reach us',
    file: 'consent/classes/LetterText.cls',
    find: `us.Telephone__c,
                    us.Address__c,`,
    replace: `'',
                    '',`,
    tests: ['LetterTextTest']
  },
  {
    promise: 'P02',
    off: 'a referral may leave out who sent it',
    file: 'referral/classes/IntakeCheck.cls',
    find: '.needed(request.source, Referral__c.Source__c)',
    replace: '',
    tests: ['ReferralIntakeTest']
  },
  {
    promise: 'P03',
    off: 'a health note needs no ground',
    file: 'client/classes/SensitiveEntryTriggerHandler.cls',
    find: 'if (!stand[i]) {',
    replace: 'if (false) {',
    tests: ['SensitiveNotesTest']
  },
  {
    promise: 'P04',
    off: 'a role reads names',
    file: FAMILIES,
    find: DONE,
    replace: closedObject('Client_Identity__c'),
    tests: ['ClosedObjectsTest']
  },
  {
    promise: 'P05',
    off: 'a role reads health notes',
    file: FAMILIES,
    find: DONE,
    replace: closedObject('Sensitive_Entry__c'),
    tests: ['ClosedObjectsTest']
  },
  {
    promise: 'P06',
    off: 'any purpose opens details',
    file: 'consent/classes/Purposes.cls',
    find: 'return find(name)?.Opens_Details__c == true;',
    replace: 'return find(name) != null;',
    tests: ['PurposesTest']
  },
  {
    promise: 'P07',
    off: 'the way she refused is not asked about',
    file: 'consent/classes/ConsentGate.cls',
    find: 'question.channel != null && !facts.channelIsSafe(question)',
    replace: 'false',
    tests: ['ConsentGateTest']
  },
  {
    promise: 'P08',
    off: 'a request has a month more',
    file: 'foundation/classes/RequestClock.cls',
    find: 'LegalParameters.whole(ANSWER, receivedOn));',
    replace: 'LegalParameters.whole(ANSWER, receivedOn) + 1);',
    tests: ['RequestClockTest']
  },
  {
    promise: 'P09',
    off: 'sharing for advertising is saved',
    file: 'disclosure/classes/SharingRules.cls',
    find: 'if (row.Purpose__c == MARKETING) {',
    replace: 'if (false) {',
    tests: ['SharingRulesTest']
  },
  {
    promise: 'P10',
    off: 'a role sees all families',
    file: FAMILIES,
    find: '<viewAllRecords>false</viewAllRecords>',
    replace: '<viewAllRecords>true</viewAllRecords>',
    tests: ['CaseSharingTest']
  },
  {
    promise: 'P11',
    off: 'paper need not be locked away',
    file: 'paper/classes/PaperFileTriggerHandler.cls',
    find: 'fault == null && !row.Locked__c',
    replace: 'false',
    tests: ['PaperTest']
  },
  {
    promise: 'P12',
    off: 'anybody approves a place for data',
    file: 'disclosure/classes/DataStoreTriggerHandler.cls',
    find: 'if (!Processors.isOfficer()) {',
    replace: 'if (false) {',
    tests: ['RegisterServiceTest']
  },
  {
    promise: 'P13',
    off: 'a contact is written for somebody else',
    file: 'casework/classes/SupportContactTriggerHandler.cls',
    find: 'refuse(OnBehalf.refused(forOthers));',
    replace: '',
    tests: ['OnBehalfTest']
  },
  {
    promise: 'P14',
    off: 'any eight letters are a code',
    file: 'client/classes/ClientCode.cls',
    find: 'return check == checkOf(digits);',
    replace: 'return true;',
    tests: ['ClientCodeTest']
  },
  {
    promise: 'P15',
    off: 'details open without an assignment',
    file: 'casework/classes/AssignedGround.cls',
    find: 'return LiveAssignments.clientsAssignedTo(userId, clientIds);',
    replace: 'return clientIds;',
    tests: ['PersonalDetailsTest']
  },
  {
    promise: 'P16',
    off: 'she supervises herself',
    file: 'casework/classes/SupervisionSessionTriggerHandler.cls',
    find: 'row.Supporter__c != row.Supervisor__c;',
    replace: 'true;',
    tests: ['SupervisionTest']
  },
  {
    promise: 'P17',
    off: 'small numbers are shown to funders',
    file: 'statistics/classes/DisclosureControl.cls',
    find: 'count <= rule.hiddenUpTo',
    replace: 'count < 0',
    tests: ['DisclosureControlTest']
  },
  {
    promise: 'P18',
    off: 'lapsed training goes on for two weeks',
    file: 'casework/classes/Training.cls',
    find: `AND Completed_On__c <= :day
                AND Valid_Until__c >= :day`,
    replace: `AND Completed_On__c <= :day
                AND Valid_Until__c >= :day.addDays(-14)`,
    tests: ['TrainingTest']
  },
  {
    promise: 'P19',
    off: 'who has no agreement is given data',
    file: 'disclosure/classes/SharingRules.cls',
    find: 'facts.isProcessor(row.Recipient__c) && !facts.hasAgreement(row.Recipient__c)',
    replace: 'false',
    tests: ['SharingRulesTest']
  },
  {
    promise: 'P20',
    off: 'a file is deleted without the seven days',
    file: 'retention/classes/DisposalGate.cls',
    find: 'disposal.Cooling_Off_Until__c == null || disposal.Cooling_Off_Until__c > Clock.now()',
    replace: 'false',
    tests: ['DisposalGateTest']
  },
  {
    promise: 'P21',
    off: 'consent about health without express words',
    file: 'consent/classes/ConsentTriggerHandler.cls',
    find: '&& !row.Explicit__c',
    replace: '&& false',
    tests: ['ConsentTest']
  },
  {
    promise: 'P22',
    off: 'sharing without consent names no harm',
    file: 'disclosure/classes/SharingRules.cls',
    find: 'return isGuarded ? null : System.Label.Confide_Sharing_Without_Consent;',
    replace: 'return null;',
    tests: ['SharingRulesTest']
  },
  {
    promise: 'P23',
    off: 'a withdrawal leaves the notes open',
    file: 'consent/classes/WithdrawalService.cls',
    find: 'WithdrawalWriter.lockNotesOnConsent(clientId);',
    replace: '',
    tests: ['WithdrawalTest']
  },
  {
    promise: 'P24',
    off: 'a copy is gathered by a wrong data map',
    file: 'rights/classes/PackBuilder.cls',
    find: 'DataMap.check();',
    replace: '',
    tests: ['PackTest']
  },
  {
    promise: 'P25',
    off: 'a changed notice makes nobody due',
    file: 'consent/classes/NoticesDue.cls',
    find: 'WHERE Notice__c = :noticeId',
    replace: 'WHERE Id != NULL',
    tests: ['NoticesTest']
  },
  {
    promise: 'P26',
    off: 'a lock ends before she is told',
    file: 'client/classes/ClientTriggerHandler.cls',
    find: 'if (locked.contains(row.Id)) {',
    replace: 'if (false) {',
    tests: ['RequestEffectsTest']
  },
  {
    promise: 'P27',
    off: 'an objection closes nothing',
    file: 'consent/classes/ConsentGate.cls',
    find: '|| facts.objects(question, isMarketing)',
    replace: '',
    tests: ['ConsentGateTest']
  },
  {
    promise: 'P28',
    off: 'the export hands over what it should not',
    file: 'rights/classes/PortableBasis.cls',
    find: "return basis.startsWith('(b)') ? CONTRACT : null;",
    replace: 'return CONTRACT;',
    tests: ['PortableCopyTest']
  },
  {
    promise: 'P29',
    off: 'a decision without a reason',
    file: 'referral/classes/ReferralDecisions.cls',
    find: 'if (String.isBlank(reason)) {',
    replace: 'if (false) {',
    tests: ['ReferralDecisionTest']
  },
  {
    promise: 'P30',
    off: 'what she asked for can be rewritten',
    file: 'rights/classes/RightsRequestTriggerHandler.cls',
    find: 'AppendOnly.refuseUpdateExcept(rows, oldRows, mutable);',
    replace: '',
    tests: ['RequestServiceTest']
  },
  {
    promise: 'P31',
    off: 'nobody tells the data protection officer',
    file: 'foundation/classes/Notices.cls',
    find: 'deliver(membersOf(publicGroup), title, body, publicGroup);',
    replace: '',
    tests: ['CalendarWatchTest']
  },
  {
    promise: 'P32',
    off: 'a changed agreement stays approved',
    file: 'disclosure/classes/OrganisationTriggerHandler.cls',
    find: 'AppendOnly.differs(row, old, APPROVED) || isLonger(row, old)',
    replace: 'false',
    tests: ['RegisterServiceTest']
  },
  {
    promise: 'P33',
    off: 'her objection to a processor is not asked about',
    file: 'disclosure/classes/SharingFacts.cls',
    find: "return objections.contains(clientId + '|' + recipientId);",
    replace: 'return false;',
    tests: ['SharingRulesTest', 'SharingServiceTest', 'SharingListTest']
  },
  {
    promise: 'P34',
    off: 'a fault shows what was typed',
    file: 'foundation/classes/SafeError.cls',
    find: 'return System.Label.Confide_Not_Saved;',
    replace: 'return fault.getDmlMessage(0);',
    tests: ['SafeErrorTest']
  },
  {
    promise: 'P35',
    off: 'figures go to any place',
    file: 'statistics/classes/StatisticalPushTriggerHandler.cls',
    find: 'if (!isRegistered || row.Ends__c != null) {',
    replace: 'if (false) {',
    tests: ['FiguresRestTest']
  },
  {
    promise: 'P36',
    off: 'files are kept two years instead of three',
    file: 'foundation/customMetadata/Legal_Parameter.Retention_After_Last_Contact.md-meta.xml',
    find: '>36</value>',
    replace: '>24</value>',
    tests: ['RetentionDatesTest']
  },
  {
    promise: 'P37',
    off: 'a concern no longer holds the file',
    file: 'safeguarding/classes/ConcernHolds.cls',
    find: 'held.add(flag.Client__c);',
    replace: '',
    tests: ['DisposalBlockersTest']
  },
  {
    promise: 'P38',
    off: 'an assignment that begins or ends changes no access',
    file: 'casework/triggers/CaseAssignmentTrigger.trigger-meta.xml',
    ...INACTIVE,
    tests: ['CaseSharingTest']
  },
  {
    promise: 'P39',
    off: 'an answer leaves out the way to the regulator',
    file: 'rights/classes/ComplaintLetter.cls',
    find: 'new List<String>{ us.Regulator_Name__c, us.Regulator_Address__c }',
    replace: "new List<String>{ '', '' }",
    tests: ['ComplaintTest']
  },
  {
    promise: 'P40',
    off: 'the log can be changed',
    file: 'assurance/triggers/AccessLogTrigger.trigger-meta.xml',
    ...INACTIVE,
    tests: ['AccessLogTest']
  },
  {
    promise: 'P41',
    off: 'a policy is called given while there is none',
    file: 'rights/classes/PolicyRequests.cls',
    find: `throw new ConfideException(System.Label.Confide_Policy_None);`,
    replace: '',
    tests: ['PolicyRequestsTest']
  }
];

/** Promises whose control is not built yet, or cannot be shown off in the org: said, not passed over. */
export const WITHOUT_PROOF: Readonly<Record<string, string>> = {};
