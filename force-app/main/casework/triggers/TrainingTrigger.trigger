trigger TrainingTrigger on Confidentiality_Training__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update
) {
    new TrainingTriggerHandler().run();
}
