trigger ComplaintEventTrigger on Complaint_Event__c(before insert, before update, before delete, after undelete) {
    new ComplaintEventTriggerHandler().run();
}
