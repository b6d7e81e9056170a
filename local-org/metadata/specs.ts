/**
 * What this org understands of each metadata type: the elements it honours, those that carry no behaviour here, and those it
 * refuses. An element that stands nowhere here fails the start. Element lists: Metadata API Developer Guide, API 67.0.
 */

/** `text`: a value. `inert`: read and left alone, because it changes nothing in this org. */
export type ElementSpec = 'text' | 'inert' | Children;
export interface Children {
  readonly [element: string]: ElementSpec;
}

/** A type with `null` for elements is accepted as it stands: its readers look at the whole of it. */
export interface TypeSpec {
  readonly type: string;
  readonly suffix: string;
  readonly elements: Children | null;
}

const all = (kind: 'text' | 'inert', names: string): Children => Object.fromEntries(names.split(' ').map((name) => [name, kind]));

const sharedTo = all(
  'text',
  'group groups queue role roles roleAndSubordinates rolesAndSubordinates roleAndSubordinatesInternal allInternalUsers'
);
const filterItems: Children = all('text', 'field operation value valueField');
const picklistValue: Children = { ...all('text', 'fullName default label isActive'), ...all('inert', 'color description') };

const grants: Children = {
  applicationVisibilities: all('text', 'application visible default'),
  classAccesses: all('text', 'apexClass enabled'),
  customMetadataTypeAccesses: all('text', 'name enabled'),
  customSettingAccesses: all('text', 'name enabled'),
  customPermissions: all('text', 'name enabled'),
  fieldPermissions: all('text', 'field readable editable'),
  objectPermissions: all('text', 'object allowCreate allowDelete allowEdit allowRead modifyAllRecords viewAllRecords viewAllFields'),
  recordTypeVisibilities: all('text', 'recordType visible default personAccountDefault'),
  userPermissions: all('text', 'name enabled'),
  pageAccesses: 'inert'
};

const customObject: Children = {
  ...all('text', 'label pluralLabel description deploymentStatus sharingModel externalSharingModel customSettingsType visibility'),
  ...all('text', 'eventType publishBehavior enableSearch enableActivities enableHistory enableFeeds enableReports'),
  nameField: { ...all('text', 'label type displayFormat trackHistory'), trackFeedHistory: 'inert' },
  ...all('inert', 'actionOverrides allowInChatterGroups compactLayoutAssignment customHelp customHelpPage deprecated enableBulkApi'),
  ...all('inert', 'enableDivisions enableEnhancedLookup enableLicensing enablePublishStatusTracking enableSharing enableStreamingApi'),
  ...all('inert', 'gender household searchLayouts startsWith recordTypeTrackFeedHistory recordTypeTrackHistory sharingRecalculations')
};

const valueSet: Children = {
  ...all('text', 'restricted valueSetName'),
  valueSetDefinition: { sorted: 'text', value: picklistValue }
};

const customField: Children = {
  ...all('text', 'fullName label type description inlineHelpText length precision scale required unique caseSensitive externalId'),
  ...all('text', 'referenceTo relationshipName relationshipOrder deleteConstraint reparentableMasterDetail writeRequiresMasterRead'),
  ...all('text', 'formula formulaTreatBlanksAs defaultValue displayFormat startingNumber securityClassification complianceGroup'),
  ...all('text', 'summarizedField summaryForeignKey summaryOperation fieldManageability trackHistory metadataRelationshipControllingField'),
  summaryFilterItems: filterItems,
  valueSet,
  lookupFilter: {
    ...all('text', 'active booleanFilter errorMessage isOptional infoMessage'),
    filterItems
  },
  ...all('inert', 'businessOwnerGroup businessOwnerUser businessStatus deprecated escapeMarkup isConvertLeadDisabled maskChar maskType'),
  ...all(
    'inert',
    'isFilteringDisabled isNameField isSortingDisabled populateExistingRows relationshipLabel stripMarkup trackFeedHistory trackTrending visibleLines'
  )
};

/** Honoured types, and those whose content matters to other readers of the source. */
export const TYPES: readonly TypeSpec[] = [
  { type: 'CustomObject', suffix: 'object', elements: customObject },
  { type: 'CustomField', suffix: 'field', elements: customField },
  {
    type: 'ValidationRule',
    suffix: 'validationRule',
    elements: all('text', 'fullName active description errorConditionFormula errorDisplayField errorMessage')
  },
  { type: 'SharingReason', suffix: 'sharingReason', elements: all('text', 'fullName label') },
  {
    type: 'RecordType',
    suffix: 'recordType',
    elements: { ...all('text', 'fullName active description label'), picklistValues: 'inert', compactLayoutAssignment: 'inert' }
  },
  {
    type: 'ListView',
    suffix: 'listView',
    elements: {
      ...all('text', 'fullName label columns filterScope booleanFilter queue language'),
      filters: all('text', 'field operation value'),
      sharedTo
    }
  },
  { type: 'CompactLayout', suffix: 'compactLayout', elements: null },
  { type: 'FieldSet', suffix: 'fieldSet', elements: null },
  {
    type: 'PermissionSet',
    suffix: 'permissionset',
    elements: { ...grants, ...all('text', 'label description license hasActivationRequired'), tabSettings: all('text', 'tab visibility') }
  },
  {
    type: 'PermissionSetGroup',
    suffix: 'permissionsetgroup',
    elements: { ...all('text', 'label description hasActivationRequired permissionSets mutingPermissionSets'), status: 'inert' }
  },
  {
    type: 'MutingPermissionSet',
    suffix: 'mutingpermissionset',
    elements: { ...grants, label: 'text', description: 'text', tabSettings: 'inert' }
  },
  {
    type: 'Profile',
    suffix: 'profile',
    elements: {
      ...grants,
      ...all('text', 'custom description userLicense'),
      tabVisibilities: all('text', 'tab visibility'),
      layoutAssignments: 'inert'
    }
  },
  {
    type: 'Role',
    suffix: 'role',
    elements: {
      ...all('text', 'name parentRole description'),
      ...all('inert', 'caseAccessLevel contactAccessLevel opportunityAccessLevel mayForecastManagerShare')
    }
  },
  { type: 'Group', suffix: 'group', elements: all('text', 'name description doesIncludeBosses') },
  {
    type: 'Queue',
    suffix: 'queue',
    elements: {
      ...all('text', 'name description doesIncludeBosses doesSendEmailToMembers email'),
      queueSobject: all('text', 'sobjectType'),
      queueMembers: {
        publicGroups: all('text', 'publicGroup'),
        users: all('text', 'user'),
        roles: all('text', 'role'),
        roleAndSubordinates: all('text', 'roleAndSubordinate')
      }
    }
  },
  {
    type: 'SharingRules',
    suffix: 'sharingRules',
    elements: {
      sharingCriteriaRules: {
        ...all('text', 'fullName accessLevel label description booleanFilter includeRecordsOwnedByAll'),
        sharedTo,
        criteriaItems: filterItems
      },
      sharingOwnerRules: { ...all('text', 'fullName accessLevel label description'), sharedTo, sharedFrom: sharedTo }
    }
  },
  {
    type: 'RestrictionRule',
    suffix: 'rule',
    elements: all('text', 'active description enforcementType masterLabel recordFilter targetEntity userCriteria version')
  },
  {
    type: 'CustomMetadata',
    suffix: 'md',
    elements: { ...all('text', 'label protected description'), values: { field: 'text', value: 'text' } }
  },
  {
    type: 'CustomPermission',
    suffix: 'customPermission',
    elements: { ...all('text', 'label description'), isLicensed: 'inert', requiredPermission: all('text', 'customPermission dependency') }
  },
  {
    type: 'GlobalValueSet',
    suffix: 'globalValueSet',
    elements: { ...all('text', 'masterLabel description sorted'), customValue: picklistValue }
  },
  {
    type: 'CustomNotificationType',
    suffix: 'notiftype',
    elements: all('text', 'customNotifTypeName masterLabel description desktop mobile')
  },
  {
    type: 'PlatformEventSubscriberConfig',
    suffix: 'platformEventSubscriberConfig',
    elements: all('text', 'batchSize isProtected masterLabel numPartitions partitionKey platformEventConsumer user')
  },
  { type: 'CustomApplication', suffix: 'app', elements: null },
  { type: 'CustomTab', suffix: 'tab', elements: null },
  { type: 'FlexiPage', suffix: 'flexipage', elements: null },
  { type: 'Layout', suffix: 'layout', elements: null },
  {
    type: 'QuickAction',
    suffix: 'quickAction',
    elements: {
      ...all('text', 'label lightningWebComponent type'),
      ...all('inert', 'description height icon modalSize optionsCreateFeedItem width')
    }
  },
  {
    type: 'PathAssistant',
    suffix: 'pathAssistant',
    elements: {
      ...all('text', 'active entityName fieldName masterLabel recordTypeName'),
      pathAssistantSteps: all('text', 'fieldNames info picklistValueName')
    }
  },
  {
    type: 'PathAssistantSettings',
    suffix: 'settings',
    elements: { ...all('text', 'pathAssistantEnabled'), ...all('inert', 'canOverrideAutoPathCollapseWithUserPref') }
  },
  {
    type: 'ReportType',
    suffix: 'reportType',
    elements: {
      ...all('text', 'baseObject deployed description label'),
      category: 'inert',
      sections: { masterLabel: 'text', columns: { ...all('text', 'field table'), checkedByDefault: 'inert' } }
    }
  },
  {
    type: 'Report',
    suffix: 'report',
    elements: {
      ...all('text', 'name description format reportType scope showDetails'),
      ...all('inert', 'showGrandTotal showSubTotals'),
      columns: all('text', 'field aggregateTypes'),
      filter: {
        booleanFilter: 'text',
        criteriaItems: { ...all('text', 'column operator value columnToColumn'), ...all('inert', 'isUnlocked') }
      },
      groupingsDown: all('text', 'field dateGranularity sortOrder'),
      timeFrameFilter: all('text', 'dateColumn interval')
    }
  },
  {
    type: 'ReportFolder',
    suffix: 'reportFolder',
    elements: { ...all('text', 'accessType name'), folderShares: all('text', 'accessLevel sharedTo sharedToType') }
  },
  {
    type: 'PlatformCachePartition',
    suffix: 'cachePartition',
    elements: {
      ...all('text', 'description isDefaultPartition masterLabel'),
      platformCachePartitionTypes: {
        ...all('text', 'allocatedCapacity cacheType'),
        ...all('inert', 'allocatedPartnerCapacity allocatedPurchasedCapacity allocatedTrialCapacity')
      }
    }
  },
  { type: 'StaticResource', suffix: 'resource', elements: all('text', 'cacheControl contentType description') },
  { type: 'LightningMessageChannel', suffix: 'messageChannel', elements: null }
];

/** Types whose components change nothing in this org: accepted, checked for well-formed XML, not read further. */
export const INERT_TYPES: ReadonlySet<string> = new Set([
  'CustomHelpMenuSection',
  'Dashboard',
  'DashboardFolder',
  'Document',
  'DocumentFolder',
  'CspTrustedSite',
  'RemoteSiteSetting',
  'CorsWhitelistOrigin',
  'LightningOnboardingConfig',
  'Translations',
  'CustomObjectTranslation',
  'GlobalValueSetTranslation',
  'HomePageLayout',
  'HomePageComponent',
  'WebLink',
  'IframeWhiteListUrlSettings'
]);
