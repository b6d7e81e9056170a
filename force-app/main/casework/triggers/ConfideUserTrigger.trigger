trigger ConfideUserTrigger on User(after update) {
    new UserTriggerHandler().run();
}
