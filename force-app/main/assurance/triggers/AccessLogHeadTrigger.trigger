trigger AccessLogHeadTrigger on Access_Log_Head__c(before insert, before update, before delete) {
    new AccessLogHeadTriggerHandler().run();
}
