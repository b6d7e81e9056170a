trigger DataStoreTrigger on Data_Store__c(before insert, before update, before delete, after undelete) {
    new DataStoreTriggerHandler().run();
}
