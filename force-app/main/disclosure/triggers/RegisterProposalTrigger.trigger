trigger RegisterProposalTrigger on Register_Proposal__c(before insert, before update, before delete, after undelete) {
    new RegisterProposalTriggerHandler().run();
}
