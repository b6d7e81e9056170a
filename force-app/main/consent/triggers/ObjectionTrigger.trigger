trigger ObjectionTrigger on Objection__c(before insert, before update, before delete) {
    new ObjectionTriggerHandler().run();
}
