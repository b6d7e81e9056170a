trigger RightsRequestTrigger on Rights_Request__c(before insert, before update, before delete, after undelete) {
    new RightsRequestTriggerHandler().run();
}
