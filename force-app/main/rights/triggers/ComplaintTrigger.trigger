trigger ComplaintTrigger on Complaint__c(before insert, before update, before delete, after undelete) {
    new ComplaintTriggerHandler().run();
}
