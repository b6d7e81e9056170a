trigger NoticeGivenTrigger on Notice_Given__c(before insert, before update, before delete) {
    new NoticeGivenTriggerHandler().run();
}
