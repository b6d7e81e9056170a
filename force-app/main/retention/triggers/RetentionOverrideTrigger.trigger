trigger RetentionOverrideTrigger on Retention_Override__c(before insert, before update, before delete, after undelete) {
    new RetentionOverrideTriggerHandler().run();
}
