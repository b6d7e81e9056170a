trigger PolicyDocumentTrigger on Policy_Document__c(before insert, before update, before delete, after undelete) {
    new PolicyDocumentTriggerHandler().run();
}
