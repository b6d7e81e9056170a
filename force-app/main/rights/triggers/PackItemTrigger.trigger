trigger PackItemTrigger on Pack_Item__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new PackItemTriggerHandler().run();
}
