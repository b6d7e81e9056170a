trigger RetentionStateTrigger on Retention_State__c(before insert, before update, before delete, after undelete) {
    new RetentionStateTriggerHandler().run();
}
