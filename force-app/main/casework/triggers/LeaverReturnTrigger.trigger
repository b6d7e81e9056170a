trigger LeaverReturnTrigger on Leaver_Return__c(before insert, before update, before delete) {
    new LeaverReturnTriggerHandler().run();
}
