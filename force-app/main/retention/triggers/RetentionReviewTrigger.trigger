trigger RetentionReviewTrigger on Retention_Review__c(before insert, before update, before delete, after undelete) {
    new RetentionReviewTriggerHandler().run();
}
