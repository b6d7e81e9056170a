trigger SupportContactTrigger on Support_Contact__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update
) {
    new SupportContactTriggerHandler().run();
}
