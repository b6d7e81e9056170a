trigger RetentionKeyTrigger on Retention_Key__c(before insert, before update, before delete, after undelete) {
    new RetentionKeyTriggerHandler().run();
}
