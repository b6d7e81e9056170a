trigger SafeguardingAccessTrigger on Safeguarding_Access__c(
    before insert,
    before update,
    before delete,
    after undelete
) {
    new SafeguardingAccessTriggerHandler().run();
}
