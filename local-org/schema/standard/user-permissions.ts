import { check } from '../define.ts';
import type { FieldDef } from '../types.ts';

/**
 * System permissions of profiles and permission sets, by the names of the metadata files; the column is `Permissions` + name.
 * Object Reference, PermissionSet.
 */
export const USER_PERMISSIONS: readonly string[] = (
  'ActivateContract ActivateOrder AddDirectMessageMembers AllowUniversalSearch AllowViewEditConvertedLeads AllowViewKnowledge ApexRestServices ApiEnabled ApiUserOnly ' +
  'AssignPermissionSets AssignTopics AssignUserToSkill AuthorApex BulkApiHardDelete BulkMacrosAllowed CanApproveFeedPost CanInsertFeedSystemFields CanUseNewDashboardBuilder ' +
  'ChatterComposeUiCodesnippet ChatterEditOwnPost ChatterEditOwnRecordPost ChatterFileLink ChatterInternalUser ChatterInviteExternalUsers ChatterOwnGroups ClientSecretRotation CloseConversations ' +
  'ConfigCustomRecs ConnectOrgToEnvironmentHub ConsentApiUpdate ContentAdministrator ContentWorkspaces ConvertLeads CreateCustomizeDashboards CreateCustomizeFilters CreateCustomizeReports ' +
  'CreateDashboardFolders CreateReportFolders CreateTopics CreateWorkBadgeDefinition CustomizeApplication CustomSidebarOnAllPages DataExport DelegatedTwoFactor DeleteTopics DistributeFromPersWksp ' +
  'EditActivatedOrders EditBillingInfo EditBrandTemplates EditCaseComments EditEvent EditHtmlTemplates EditKnowledge EditMyDashboards EditMyReports EditOppLineItemUnitPrice EditPublicDocuments ' +
  'EditPublicFilters EditPublicTemplates EditReadonlyFields EditTask EditTopics EmailAdministration EmailMass EmailSingle EmailTemplateManagement EnableNotifications EnableBCTransactionPolling ' +
  'ExportReport FieldServiceAccess FlowUFLRequired ForceTwoFactor FreezeUsers GiveRecognitionBadge GovernNetworks HideReadByList IdentityConnect IdentityEnabled ImportCustomObjects ImportLeads ImportPersonal ' +
  'InboundMigrationToolsUser InsightsAppAdmin InsightsAppUser InsightsCreateApplication InstallPackaging IsotopeCToCUser IsotopeLEX IsSsoEnabled LightningConsoleAllowedForUser LightningExperienceUser ' +
  'ListEmailSend LMEndMessagingSessionUserPerm LMOutboundMessagingUserPerm ManageAnalyticSnapshots ManageAuthProviders ManageBusinessHourHolidays ManageC360AConnections ManageCallCenters ManageCases ' +
  'ManageCategories ManageCertificates ManageChatterMessages ManageContentPermissions ManageContentProperties ManageContentTypes ManageCssUsers ManageCustomPermissions ManageCustomReportTypes ' +
  'ManageDashbdsInPubFolders ManageDataCategories ManageDataIntegrations ManageDynamicDashboards ManageEmailClientConfig ManageEncryptionKeys ManageEntitlements ManageExchangeConfig ManageHealthCheck ' +
  'ManageHubConnections ManageInteraction ManageInternalUsers ManageIpAddresses ManageKnowledge ManageKnowledgeImportExport ManageLeads ManageLoginAccessPolicies ManageMobile ManageNetworks ' +
  'ManagePackageLicenses ManagePasswordPolicies ManageProfilesPermissionsets ManageProposal ManagePvtRptsAndDashbds ManageRemoteAccess ManageReportsInPubFolders ManageRoles ManageSearchPromotionRules ' +
  'ManageSessionPermissionSets ManageSharing ManageSolutions ManageSurveys ManageSynonyms ManageTranslation ManageTwoFactor ManageUnlistedGroups ManageUsers MassInlineEdit MergeTopics ModerateChatter ' +
  'ModifyAllData ModifyDataClassification ModifyMetadata MonitorLoginHistory NewReportBuilder OmnichannelInventorySync OutboundMigrationToolsUser OverrideForecasts Packaging2 Packaging2Delete ' +
  'PasswordNeverExpires PreventClassicExperience PrivacyDataAccess PublishPackaging QueryAllFiles RemoveDirectMessageMembers ResetPasswords RunFlow RunReports SandboxTestingInCommunityApp ScheduleReports ' +
  'SelectFilesFromSalesforce SendAnnouncementEmails SendCustomNotifications SendExternalEmailAvailable SendSitRequests SessionPermissionSets ShareInternalArticles ShowCompanyNameAsUserBadge SkipIdentityConfirmation SolutionImport ' +
  'StdAutomaticActivityCapture SubmitMacrosAllowed SubscribeDashboardRolesGrps SubscribeDashboardToOtherUsers SubscribeReportRolesGrps SubscribeReportsRunAsUser SubscribeReportToOtherUsers SubscribeToLightningDashboards ' +
  'SubscribeToLightningReports TeachRecommendations TransferAnyCase TransferAnyEntity TransferAnyLead TransactionalEmailSend TwoFactorApi UseTeamReassignWizards UseWebLink ViewAllCustomSettings ViewAllData ViewAllFields ' +
  'ViewAllForecasts ViewAllProfiles ViewAllUsers ViewContent ViewDataAssessment ViewDataCategories ViewDataLeakageEvents ViewDeveloperName ViewEncryptedData ViewEventLogFiles ViewFlowUsageAndFlowEventData ' +
  'ViewGlobalHeader ViewHealthCheck ViewHelpLink ViewMyTeamsDashboards ViewOnlyEmbeddedAppUser ViewPlatformEvents ViewPrivateStaticResources ViewPublicDashboards ViewPublicReports ViewRoles ViewSetup ViewUserPII ' +
  'WorkCalibrationUser WorkDotComUserPerm WorkflowActivateRight'
).split(' ');

/** @returns the Boolean columns of the permissions. */
export function userPermissionFields(): FieldDef[] {
  return USER_PERMISSIONS.map((name) => check(`Permissions${name}`, { label: name.replace(/([a-z0-9])([A-Z])/g, '$1 $2') }));
}
