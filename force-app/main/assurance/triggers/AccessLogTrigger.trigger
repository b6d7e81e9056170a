trigger AccessLogTrigger on Access_Log__c(before insert, before update, before delete, after undelete) {
    new AccessLogTriggerHandler().run();
}
