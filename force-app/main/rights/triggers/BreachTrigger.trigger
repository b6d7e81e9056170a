trigger BreachTrigger on Breach__c(before insert, before update, before delete, after undelete) {
    new BreachTriggerHandler().run();
}
