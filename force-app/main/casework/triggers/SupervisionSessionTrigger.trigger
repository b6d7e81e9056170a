trigger SupervisionSessionTrigger on Supervision_Session__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update
) {
    new SupervisionSessionTriggerHandler().run();
}
