trigger AccessReviewTrigger on Access_Review__c(before insert, before update, before delete) {
    new AccessReviewTriggerHandler().run();
}
