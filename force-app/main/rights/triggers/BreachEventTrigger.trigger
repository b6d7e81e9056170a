trigger BreachEventTrigger on Breach_Event__c(before insert, before update, before delete, after undelete) {
    new BreachEventTriggerHandler().run();
}
