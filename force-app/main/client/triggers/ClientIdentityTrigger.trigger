trigger ClientIdentityTrigger on Client_Identity__c(before insert, before update, before delete, after update) {
    new ClientIdentityTriggerHandler().run();
}
