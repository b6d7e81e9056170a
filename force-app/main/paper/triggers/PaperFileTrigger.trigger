trigger PaperFileTrigger on Paper_File__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new PaperFileTriggerHandler().run();
}
