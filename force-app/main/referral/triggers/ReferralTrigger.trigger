trigger ReferralTrigger on Referral__c(before insert, before update, before delete, after insert, after update) {
    new ReferralTriggerHandler().run();
}
