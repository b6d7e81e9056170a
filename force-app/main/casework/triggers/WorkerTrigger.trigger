trigger WorkerTrigger on Worker__c(before insert, before update, before delete, after update) {
    new WorkerTriggerHandler().run();
}
