trigger MigrationWindowTrigger on Migration_Window__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new MigrationWindowTriggerHandler().run();
}
