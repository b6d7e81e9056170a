trigger TombstoneTrigger on Tombstone__c(before insert, before update, before delete, after undelete) {
    new TombstoneTriggerHandler().run();
}
