trigger RightsRequestTrigger on Rights_Request__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new RightsRequestTriggerHandler().run();
}
