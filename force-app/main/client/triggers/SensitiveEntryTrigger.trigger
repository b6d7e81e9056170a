trigger SensitiveEntryTrigger on Sensitive_Entry__c(before insert, before update, before delete) {
    new SensitiveEntryTriggerHandler().run();
}
