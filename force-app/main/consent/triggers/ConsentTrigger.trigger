trigger ConsentTrigger on Consent__c(before insert, before update, before delete) {
    new ConsentTriggerHandler().run();
}
