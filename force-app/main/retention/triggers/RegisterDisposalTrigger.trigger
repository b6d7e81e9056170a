trigger RegisterDisposalTrigger on Register_Disposal__c(before insert, before update, before delete, after undelete) {
    new RegisterDisposalTriggerHandler().run();
}
