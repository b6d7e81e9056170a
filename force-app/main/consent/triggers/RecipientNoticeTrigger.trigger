trigger RecipientNoticeTrigger on Recipient_Notice__c(before insert, before update, before delete) {
    new RecipientNoticeTriggerHandler().run();
}
