trigger FileLinkTrigger on ContentDocumentLink(before insert) {
    new FileLinkTriggerHandler().run();
}
