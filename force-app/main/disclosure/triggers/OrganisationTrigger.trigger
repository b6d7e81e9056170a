trigger OrganisationTrigger on Organisation__c(before insert, before update, after update) {
    new OrganisationTriggerHandler().run();
}
