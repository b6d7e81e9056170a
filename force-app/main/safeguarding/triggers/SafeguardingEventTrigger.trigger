trigger SafeguardingEventTrigger on Safeguarding_Event__c(before insert, before update, before delete, after undelete) {
    new SafeguardingEventTriggerHandler().run();
}
