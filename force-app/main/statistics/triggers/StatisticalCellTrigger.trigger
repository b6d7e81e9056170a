trigger StatisticalCellTrigger on Statistical_Cell__c(before insert, before update, before delete, after undelete) {
    new StatisticalCellTriggerHandler().run();
}
