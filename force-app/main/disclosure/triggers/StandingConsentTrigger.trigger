trigger StandingConsentTrigger on Standing_Consent__c(before insert, before update, before delete, after undelete) {
    new StandingConsentTriggerHandler().run();
}
