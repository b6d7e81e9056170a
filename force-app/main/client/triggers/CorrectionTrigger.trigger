trigger CorrectionTrigger on Correction__c(before insert, before update, before delete) {
    new CorrectionTriggerHandler().run();
}
