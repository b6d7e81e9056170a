trigger RecipientNoticeTrigger on Recipient_Notice__c(before insert, before update, before delete, after update) {
    new RecipientNoticeTriggerHandler().run();
}
