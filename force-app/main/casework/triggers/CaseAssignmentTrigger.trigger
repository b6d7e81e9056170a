trigger CaseAssignmentTrigger on Case_Assignment__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update
) {
    new CaseAssignmentTriggerHandler().run();
}
