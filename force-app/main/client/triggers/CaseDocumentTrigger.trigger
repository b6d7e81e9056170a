trigger CaseDocumentTrigger on Case_Document__c(before insert, before update, before delete) {
    new CaseDocumentTriggerHandler().run();
}
