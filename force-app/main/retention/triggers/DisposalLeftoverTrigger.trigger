trigger DisposalLeftoverTrigger on Disposal_Leftover__c(before insert, before update, before delete, after undelete) {
    new DisposalLeftoverTriggerHandler().run();
}
