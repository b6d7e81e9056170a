trigger StatisticalReleaseTrigger on Statistical_Release__c(
    before insert,
    before update,
    before delete,
    after undelete
) {
    new StatisticalReleaseTriggerHandler().run();
}
