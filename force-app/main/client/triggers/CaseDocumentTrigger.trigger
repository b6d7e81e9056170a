trigger CaseDocumentTrigger on Case_Document__c(before delete) {
    new KeptTriggerHandler().run();
}
