trigger DisposalTrigger on Disposal__c(before insert, before update, before delete, after undelete) {
    new DisposalTriggerHandler().run();
}
