trigger ServiceAgreementTrigger on Service_Agreement__c(before insert, before update, before delete) {
    new ServiceAgreementTriggerHandler().run();
}
