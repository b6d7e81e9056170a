trigger RightsDocumentTrigger on Rights_Document__c(
    before insert,
    after insert,
    before update,
    before delete,
    after undelete
) {
    new RightsDocumentTriggerHandler().run();
}
