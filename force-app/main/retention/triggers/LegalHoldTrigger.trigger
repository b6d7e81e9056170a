trigger LegalHoldTrigger on Legal_Hold__c(before insert, before update, before delete, after undelete) {
    new LegalHoldTriggerHandler().run();
}
