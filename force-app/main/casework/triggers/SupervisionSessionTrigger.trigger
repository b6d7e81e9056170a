trigger SupervisionSessionTrigger on Supervision_Session__c(before insert, before update, before delete) {
    new NeutrallyOwnedTriggerHandler('Confide_Casework').run();
}
