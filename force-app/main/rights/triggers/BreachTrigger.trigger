trigger BreachTrigger on Breach__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new BreachTriggerHandler().run();
}
