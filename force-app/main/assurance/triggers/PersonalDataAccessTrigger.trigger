trigger PersonalDataAccessTrigger on Personal_Data_Access__e(after insert) {
    new PersonalDataAccessTriggerHandler().run();
}
