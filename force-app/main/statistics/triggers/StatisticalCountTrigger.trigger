trigger StatisticalCountTrigger on Statistical_Count__c(before insert, before update, before delete, after undelete) {
    new StatisticalCountTriggerHandler().run();
}
