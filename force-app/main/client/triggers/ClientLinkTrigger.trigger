trigger ClientLinkTrigger on Client_Link__c(before insert, before update, after update, before delete) {
    new ClientLinkTriggerHandler().run();
}
