/** The metadata types of this org as the Metadata API names them, and where each stands in a package. Source: Metadata API Developer Guide, "Metadata Types". */
import { INERT_TYPES, TYPES } from '../metadata/specs.ts';

export interface CatalogueEntry {
  /** As package.xml names it. */
  readonly type: string;
  readonly directory: string;
  readonly suffix: string;
  /** The content is a file of its own, with the XML beside it in a file that ends `-meta.xml`. */
  readonly hasContent: boolean;
  readonly inFolder: boolean;
  /** Types that stand inside files of this one. */
  readonly children: readonly string[];
}

/** Children of an object's file: element, type, folder and suffix of the source form. */
export const OBJECT_PARTS: readonly (readonly [element: string, type: string, suffix: string])[] = [
  ['compactLayouts', 'CompactLayout', 'compactLayout'],
  ['fieldSets', 'FieldSet', 'fieldSet'],
  ['fields', 'CustomField', 'field'],
  ['listViews', 'ListView', 'listView'],
  ['recordTypes', 'RecordType', 'recordType'],
  ['sharingReasons', 'SharingReason', 'sharingReason'],
  ['validationRules', 'ValidationRule', 'validationRule'],
  ['webLinks', 'WebLink', 'webLink']
];

/** Where the directory is not the type's name in lower case with an s. */
const DIRECTORIES: Readonly<Record<string, string>> = {
  ApexClass: 'classes',
  CorsWhitelistOrigin: 'corsWhitelistOrigins',
  CspTrustedSite: 'cspTrustedSites',
  CustomApplication: 'applications',
  CustomHelpMenuSection: 'customHelpMenuSections',
  CustomLabels: 'labels',
  CustomMetadata: 'customMetadata',
  CustomNotificationType: 'notificationtypes',
  CustomObject: 'objects',
  CustomObjectTranslation: 'objectTranslations',
  CustomPermission: 'customPermissions',
  CustomTab: 'tabs',
  GlobalValueSet: 'globalValueSets',
  GlobalValueSetTranslation: 'globalValueSetTranslations',
  HomePageComponent: 'homePageComponents',
  HomePageLayout: 'homePageLayouts',
  IframeWhiteListUrlSettings: 'iframeWhiteListUrlSettings',
  LightningComponentBundle: 'lwc',
  LightningMessageChannel: 'messageChannels',
  LightningOnboardingConfig: 'lightningOnboardingConfigs',
  PathAssistant: 'pathAssistants',
  PlatformEventSubscriberConfig: 'PlatformEventSubscriberConfigs',
  QuickAction: 'quickActions',
  RemoteSiteSetting: 'remoteSiteSettings',
  ReportType: 'reportTypes',
  RestrictionRule: 'restrictionRules',
  Settings: 'settings',
  SharingRules: 'sharingRules',
  Translations: 'translations',
  ApexTrigger: 'triggers'
};
const SUFFIXES: Readonly<Record<string, string>> = {
  ApexClass: 'cls',
  ApexTrigger: 'trigger',
  CustomLabels: 'labels',
  CspTrustedSite: 'cspTrustedSite',
  RemoteSiteSetting: 'remoteSite',
  Translations: 'translation',
  LightningComponentBundle: ''
};
const CONTENT: ReadonlySet<string> = new Set(['ApexClass', 'ApexTrigger', 'StaticResource', 'Document']);
const FOLDERS: ReadonlySet<string> = new Set(['Report', 'Dashboard', 'Document']);
const PARTS: ReadonlySet<string> = new Set(OBJECT_PARTS.map(([, type]) => type));
const NOT_ALONE: ReadonlySet<string> = new Set(['ReportFolder', 'DashboardFolder', 'DocumentFolder']);

/** A root element that package.xml calls otherwise. */
export function packageType(root: string): string {
  if (root.endsWith('Settings') && root !== 'IframeWhiteListUrlSettings') return 'Settings';
  if (NOT_ALONE.has(root)) return root.slice(0, -'Folder'.length);
  return root;
}

export const CATALOGUE: readonly CatalogueEntry[] = [
  ...new Set([
    ...TYPES.map((spec) => packageType(spec.type)),
    ...INERT_TYPES,
    'ApexClass',
    'ApexTrigger',
    'LightningComponentBundle',
    'CustomLabels'
  ])
]
  .filter((type) => !PARTS.has(type) && !NOT_ALONE.has(type))
  .sort()
  .map((type) => ({
    type,
    directory: DIRECTORIES[type] ?? `${type.toLowerCase()}s`,
    suffix:
      SUFFIXES[type] ?? TYPES.find((spec) => packageType(spec.type) === type)?.suffix ?? `${type.charAt(0).toLowerCase()}${type.slice(1)}`,
    hasContent: CONTENT.has(type),
    inFolder: FOLDERS.has(type),
    children: type === 'CustomObject' ? [...PARTS] : type === 'CustomLabels' ? ['CustomLabel'] : []
  }));

export const entryOf = (type: string): CatalogueEntry | undefined => CATALOGUE.find((entry) => entry.type === type);

/** @returns the type of what stands at a path of a package, as far as its folder says. */
export function typeAt(fileName: string): string {
  return CATALOGUE.find((entry) => fileName.startsWith(`${entry.directory}/`))?.type ?? '';
}

/** What a refusal calls a component for people. */
export function labelOf(type: string): string {
  return type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
