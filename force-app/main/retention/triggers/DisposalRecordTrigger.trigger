trigger DisposalRecordTrigger on Disposal_Record__c(before insert, before update, before delete, after undelete) {
    new DisposalRecordTriggerHandler().run();
}
