trigger OutcomeMeasureTrigger on Outcome_Measure__c(before delete) {
    new KeptTriggerHandler().run();
}
