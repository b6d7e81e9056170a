trigger ClientIdentityTrigger on Client_Identity__c(before insert, before update, after update) {
    new ClientIdentityTriggerHandler().run();
}
