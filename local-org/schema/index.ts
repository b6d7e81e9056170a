/** What the org knows of its objects: the standard ones and the package's. `buildSchema(metadata, prefixes)`. */
import { Problems } from '../metadata/error.ts';
import type { PackageMetadata } from '../metadata/types.ts';
import { flag, text } from '../metadata/xml.ts';
import { customField, picklistValues } from './build/custom-field.ts';
import type { ValueSets } from './build/custom-field.ts';
import { customObject, historyObject, kindOf, overStandard, shareObject } from './build/custom-object.ts';
import { componentsOf, partsOf, refuse } from './build/source.ts';
import type { Component } from './build/source.ts';
import { reference } from './define.ts';
import type { ObjectDraft } from './define.ts';
import { STANDARD_OBJECTS } from './standard/index.ts';
import type { FieldDef, ObjectDef, ObjectKind, Schema } from './types.ts';

/** Gives each object of the package its key prefix, the same one at every start. */
export interface KeyPrefixes {
  prefixOf(object: string, kind: ObjectKind): string;
}

/**
 * Builds every object from the standard ones and the package's source.
 * @throws MetadataError naming the file of a field, rule or reference that cannot stand; NotSupportedError for what this org does not do.
 */
export function buildSchema(metadata: PackageMetadata, prefixes: KeyPrefixes): Schema {
  return new Builder(metadata, prefixes).build();
}

class Builder {
  private readonly metadata: PackageMetadata;
  private readonly prefixes: KeyPrefixes;
  private readonly drafts = new Map<string, ObjectDraft>();
  private readonly problems: Problems;
  private readonly parts: Readonly<Record<string, readonly Component[]>>;
  private readonly fields: ReadonlyMap<string, Component>;

  constructor(metadata: PackageMetadata, prefixes: KeyPrefixes) {
    this.metadata = metadata;
    this.problems = new Problems(metadata);
    this.prefixes = prefixes;
    const types = ['CustomField', 'ValidationRule', 'SharingReason', 'RecordType'];
    this.parts = Object.fromEntries(types.map((type) => [type, componentsOf(metadata, type)]));
    this.fields = new Map(this.parts.CustomField!.map((part) => [part.name, part]));
  }

  build(): Schema {
    for (const each of STANDARD_OBJECTS) this.drafts.set(each.name.toLowerCase(), copyOf(each));
    const objects = this.customObjects();
    this.checkParts();
    this.addFields();
    this.problems.each(this.drafts.values(), (draft) => this.addParts(draft));
    this.problems.raise();
    this.addShares();
    this.addHistories(objects);
    this.problems.each(this.drafts.values(), (draft) => this.resolve(draft));
    this.problems.raise();
    this.openPolymorphic(objects);
    this.addChildRelationships();
    return new SchemaIndex([...this.drafts.values()]);
  }

  private draft(name: string): ObjectDraft | undefined {
    return this.drafts.get(name.toLowerCase());
  }

  private customObjects(): Component[] {
    const components = componentsOf(this.metadata, 'CustomObject');
    this.problems.each(components, (component) => {
      const kind = kindOf(component);
      if (kind === 'standard') {
        const draft = this.draft(component.name) ?? refuse(component, 'the local org has no such standard object');
        this.drafts.set(component.name.toLowerCase(), overStandard(component, draft));
        return;
      }
      const detail = partsOf(this.parts.CustomField!, component.name).some((part) => text(part.node, 'type') === 'MasterDetail');
      this.drafts.set(component.name.toLowerCase(), customObject(component, this.prefixes.prefixOf(component.name, kind), detail));
    });
    return components;
  }

  private checkParts(): void {
    this.problems.each(Object.values(this.parts).flat(), (part) => {
      const object = part.name.slice(0, part.name.indexOf('.'));
      if (!this.draft(object)) refuse(part, `there is no object ${object}`);
    });
    this.problems.raise();
  }

  private addFields(): void {
    const valueSets: ValueSets = new Map(
      componentsOf(this.metadata, 'GlobalValueSet').map((set) => [set.name, picklistValues(set.node, 'customValue')])
    );
    this.problems.each(this.parts.CustomField!, (part) => {
      const [object, name] = splitOnce(part.name);
      const draft = this.draft(object)!;
      if (!name.endsWith('__c')) refuse(part, 'changes to standard fields are not supported by the local org');
      draft.fields.set(name.toLowerCase(), { ...customField(part, draft.kind, valueSets), name });
    });
  }

  private addParts(draft: ObjectDraft): void {
    for (const part of partsOf(this.parts.SharingReason!, draft.name)) draft.sharingReasons.push(part.name);
    for (const part of partsOf(this.parts.RecordType!, draft.name)) {
      // The deployment gives the id.
      draft.recordTypes.push({
        id: '',
        developerName: part.name,
        label: text(part.node, 'label') ?? part.name,
        active: flag(part.node, 'active')
      });
    }
    if (draft.recordTypes.length) draft.fields.set('recordtypeid', reference('RecordTypeId', 'RecordType', { label: 'Record Type ID' }));
    for (const part of partsOf(this.parts.ValidationRule!, draft.name)) {
      const shown = text(part.node, 'errorDisplayField');
      if (shown !== undefined && !draft.fields.has(shown.toLowerCase())) refuse(part, `there is no field ${shown} on ${draft.name}`);
      const formula = text(part.node, 'errorConditionFormula') ?? refuse(part, '<errorConditionFormula> is missing');
      draft.validationRules.push({
        name: part.name,
        active: flag(part.node, 'active'),
        formula,
        message: text(part.node, 'errorMessage') ?? '',
        field: shown
      });
    }
  }

  private addShares(): void {
    for (const draft of [...this.drafts.values()]) {
      if (draft.kind !== 'custom' || (draft.sharingModel !== 'Private' && draft.sharingModel !== 'Read')) continue;
      const share = shareObject(draft, this.prefixes.prefixOf(draft.name.replace(/__c$/, '__Share'), 'share'));
      draft.shareObject = share.name;
      this.drafts.set(share.name.toLowerCase(), share);
    }
  }

  private addHistories(objects: readonly Component[]): void {
    for (const component of objects) {
      const draft = this.draft(component.name);
      if (draft?.kind !== 'custom' || !flag(component.node, 'enableHistory')) continue;
      const history = historyObject(draft, this.prefixes.prefixOf(draft.name.replace(/__c$/, '__History'), 'history'));
      draft.historyObject = history.name;
      this.drafts.set(history.name.toLowerCase(), history);
    }
  }

  /** References to objects that are not there, types of summaries. */
  private resolve(draft: ObjectDraft): void {
    for (const each of draft.fields.values()) {
      if (!each.custom) continue;
      const part = this.fields.get(`${draft.name}.${each.name}`)!;
      const targets = each.referenceTo.map((target) => this.draft(target)?.name ?? refuse(part, `<referenceTo> ${target} is unknown`));
      if (targets.length) draft.fields.set(each.name.toLowerCase(), { ...each, referenceTo: targets });
      if (each.summary) draft.fields.set(each.name.toLowerCase(), this.summary(part, each));
    }
  }

  private summary(part: Component, definition: FieldDef): FieldDef {
    const summary = definition.summary!;
    const child = this.draft(summary.childObject) ?? refuse(part, `there is no object ${summary.childObject}`);
    const master = child.fields.get(summary.childField.toLowerCase());
    if (master?.type !== 'MasterDetail') refuse(part, `${summary.childObject}.${summary.childField} is not a master-detail field`);
    if (summary.operation === 'count') return { ...definition, precision: 18, scale: 0 };
    const summed =
      child.fields.get((summary.summarizedField ?? '').toLowerCase()) ??
      refuse(part, `there is no field ${summary.summarizedField} on ${child.name}`);
    return { ...definition, type: summed.type, precision: summed.precision, scale: summed.scale };
  }

  /** Files and activities may hang on objects of the package. */
  private openPolymorphic(objects: readonly Component[]): void {
    const custom = objects.filter((component) => kindOf(component) === 'custom');
    const widen = (object: string, name: string, more: readonly Component[]): void => {
      const fields = this.draft(object)!.fields;
      const definition = fields.get(name.toLowerCase())!;
      fields.set(name.toLowerCase(), {
        ...definition,
        referenceTo: [...definition.referenceTo, ...more.map((component) => component.name)]
      });
    };
    widen('ContentDocumentLink', 'LinkedEntityId', custom);
    widen('ContentVersion', 'FirstPublishLocationId', custom);
    widen('Note', 'ParentId', custom);
    widen('Attachment', 'ParentId', custom);
    const active = custom.filter((component) => flag(component.node, 'enableActivities'));
    widen('Task', 'WhatId', active);
    widen('Event', 'WhatId', active);
    widen('EmailMessage', 'RelatedToId', active);
    const posted = custom.filter((component) => flag(component.node, 'enableFeeds'));
    widen('FeedItem', 'ParentId', posted);
    widen('FeedComment', 'ParentId', posted);
  }

  private addChildRelationships(): void {
    for (const child of this.drafts.values()) {
      for (const each of child.fields.values()) {
        for (const target of each.referenceTo) {
          this.draft(target)?.childRelationships.push({
            childObject: child.name,
            field: each.name,
            name: childName(child, each),
            cascadeDelete: each.deleteConstraint === 'Cascade',
            restrictedDelete: each.deleteConstraint === 'Restrict'
          });
        }
      }
    }
  }
}

/** What may hang on many objects has the same child relationship on each. */
const CHILD_NAMES: Readonly<Record<string, string>> = {
  'ContentDocumentLink.LinkedEntityId': 'ContentDocumentLinks',
  'Task.WhatId': 'Tasks',
  'Task.WhoId': 'Tasks',
  'Event.WhoId': 'Events',
  'Event.WhatId': 'Events',
  'EmailMessage.RelatedToId': 'Emails',
  'Note.ParentId': 'Notes',
  'Attachment.ParentId': 'Attachments'
};

function childName(child: ObjectDraft, definition: FieldDef): string | undefined {
  return CHILD_NAMES[`${child.name}.${definition.name}`] ?? definition.childRelationshipName;
}

function splitOnce(name: string): [string, string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

function copyOf(draft: ObjectDraft): ObjectDraft {
  return { ...draft, fields: new Map(draft.fields), childRelationships: [], validationRules: [], recordTypes: [], sharingReasons: [] };
}

class SchemaIndex implements Schema {
  private readonly byName: ReadonlyMap<string, ObjectDef>;
  private readonly byPrefix: ReadonlyMap<string, ObjectDef>;

  constructor(objects: readonly ObjectDef[]) {
    this.byName = new Map(objects.map((each) => [each.name.toLowerCase(), each]));
    this.byPrefix = new Map(objects.map((each) => [each.keyPrefix, each]));
  }

  object(name: string): ObjectDef | undefined {
    return this.byName.get(name.toLowerCase());
  }

  objects(): Iterable<ObjectDef> {
    return this.byName.values();
  }

  byKeyPrefix(prefix: string): ObjectDef | undefined {
    return this.byPrefix.get(prefix);
  }
}
