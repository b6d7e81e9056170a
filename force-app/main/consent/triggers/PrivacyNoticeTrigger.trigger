trigger PrivacyNoticeTrigger on Privacy_Notice__c(before insert, before update, before delete) {
    new PrivacyNoticeTriggerHandler().run();
}
