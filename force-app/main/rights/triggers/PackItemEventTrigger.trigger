trigger PackItemEventTrigger on Pack_Item_Event__c(before update, before delete, after undelete) {
    new PackItemEventTriggerHandler().run();
}
