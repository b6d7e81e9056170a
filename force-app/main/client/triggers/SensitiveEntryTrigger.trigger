trigger SensitiveEntryTrigger on Sensitive_Entry__c(before insert, before delete) {
    new SensitiveEntryTriggerHandler().run();
}
