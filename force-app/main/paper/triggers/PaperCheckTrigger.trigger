trigger PaperCheckTrigger on Paper_Check__c(before insert, before update, before delete, after undelete) {
    new PaperCheckTriggerHandler().run();
}
