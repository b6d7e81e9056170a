trigger PackReviewTrigger on Pack_Review__c(before insert, before update, before delete, after undelete) {
    new PackReviewTriggerHandler().run();
}
