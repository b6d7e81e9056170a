trigger AccessReviewTrigger on Access_Review__c(before insert, before update, before delete) {
    new NeutrallyOwnedTriggerHandler('Confide_Casework').run();
}
