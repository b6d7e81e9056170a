trigger PaperFileClientTrigger on Paper_File_Client__c(before insert, before update, before delete, after undelete) {
    new PaperFileClientTriggerHandler().run();
}
