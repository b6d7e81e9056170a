trigger ContactPreferenceTrigger on Contact_Preference__c(before insert, before update, before delete) {
    new ContactPreferenceTriggerHandler().run();
}
