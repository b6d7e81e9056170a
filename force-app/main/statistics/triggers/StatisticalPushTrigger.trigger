trigger StatisticalPushTrigger on Statistical_Push__c(before insert, before update, before delete, after undelete) {
    new StatisticalPushTriggerHandler().run();
}
