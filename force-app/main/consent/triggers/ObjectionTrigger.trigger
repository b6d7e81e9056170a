trigger ObjectionTrigger on Objection__c(before insert, before update, before delete, after insert, after update) {
    new ObjectionTriggerHandler().run();
}
