trigger MigrationRunTrigger on Migration_Run__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new MigrationRunTriggerHandler().run();
}
