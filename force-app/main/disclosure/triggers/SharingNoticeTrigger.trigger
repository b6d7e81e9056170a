trigger SharingNoticeTrigger on Sharing_Notice__c(before insert, before update, before delete, after undelete) {
    new SharingNoticeTriggerHandler().run();
}
