trigger ClientTrigger on Client__c(before insert, before update, before delete, after update) {
    new ClientTriggerHandler().run();
}
