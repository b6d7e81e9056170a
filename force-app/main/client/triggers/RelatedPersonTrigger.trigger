trigger RelatedPersonTrigger on Related_Person__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update
) {
    new RelatedPersonTriggerHandler().run();
}
