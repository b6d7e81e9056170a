trigger RelatedPersonTrigger on Related_Person__c(before delete) {
    new KeptTriggerHandler().run();
}
