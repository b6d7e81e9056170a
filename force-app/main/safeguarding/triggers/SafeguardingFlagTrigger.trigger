trigger SafeguardingFlagTrigger on Safeguarding_Flag__c(
    before insert,
    before update,
    before delete,
    after insert,
    after undelete
) {
    new SafeguardingFlagTriggerHandler().run();
}
