trigger SafeguardingPersonTrigger on Safeguarding_Person__c(
    before insert,
    before update,
    before delete,
    after undelete
) {
    new SafeguardingPersonTriggerHandler().run();
}
