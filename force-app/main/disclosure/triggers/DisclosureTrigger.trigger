trigger DisclosureTrigger on Disclosure__c(before insert, before update, before delete, after insert, after undelete) {
    new DisclosureTriggerHandler().run();
}
