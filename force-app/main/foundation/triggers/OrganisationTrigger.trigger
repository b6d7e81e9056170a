trigger OrganisationTrigger on Organisation__c(before insert, before update) {
    new OrganisationTriggerHandler().run();
}
