trigger ComplaintTrigger on Complaint__c(
    before insert,
    before update,
    before delete,
    after insert,
    after update,
    after undelete
) {
    new ComplaintTriggerHandler().run();
}
