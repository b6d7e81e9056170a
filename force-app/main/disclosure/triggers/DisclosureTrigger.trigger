trigger DisclosureTrigger on Disclosure__c(before insert, before update, before delete, after undelete) {
    new DisclosureTriggerHandler().run();
}
