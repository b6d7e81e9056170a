trigger CustodyHandoverTrigger on Custody_Handover__c(before insert, before update, before delete, after undelete) {
    new CustodyHandoverTriggerHandler().run();
}
