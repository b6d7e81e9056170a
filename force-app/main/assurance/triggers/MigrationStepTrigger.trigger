trigger MigrationStepTrigger on Migration_Step__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new MigrationStepTriggerHandler().run();
}
