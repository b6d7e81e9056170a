trigger RightsRequestEventTrigger on Rights_Request_Event__c(
    before insert,
    before update,
    before delete,
    after insert,
    after undelete
) {
    new RightsRequestEventTriggerHandler().run();
}
