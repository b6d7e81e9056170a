trigger PaperMoveTrigger on Paper_Move__c(before insert, before update, before delete, after undelete) {
    new PaperMoveTriggerHandler().run();
}
