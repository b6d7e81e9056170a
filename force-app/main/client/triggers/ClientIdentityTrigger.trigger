trigger ClientIdentityTrigger on Client_Identity__c(before insert, before update) {
    new ClientIdentityTriggerHandler().run();
}
