import { nodes, text, texts } from '../../metadata/xml.ts';
import type { XmlNode } from '../../metadata/types.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { Component } from '../build/source.ts';
import { fieldOf } from '../types.ts';
import { has } from './groups.ts';
import type { DeployTarget } from './index.ts';

/** Sees to it that every sharing rule names an object that can be shared, groups and fields that exist. Security carries them out. */
export function checkSharingRules(target: DeployTarget): void {
  target.problems.each(componentsOf(target.metadata, 'SharingRules'), (rules) => {
    const object = target.schema.object(rules.name) ?? refuse(rules, `there is no object ${rules.name}`);
    if (!object.shareObject) refuse(rules, `${object.name} has no sharing rules: its rows are not private, or follow their master`);
    for (const rule of [...nodes(rules.node, 'sharingCriteriaRules'), ...nodes(rules.node, 'sharingOwnerRules')]) {
      const level = text(rule, 'accessLevel');
      if (level !== 'Read' && level !== 'Edit') refuse(rules, `<accessLevel> of ${text(rule, 'fullName')} is Read or Edit`);
      for (const side of [...nodes(rule, 'sharedTo'), ...nodes(rule, 'sharedFrom')]) checkSide(target, rules, side);
      for (const item of nodes(rule, 'criteriaItems')) {
        const name = text(item, 'field') ?? '';
        const field = fieldOf(object, name) ?? refuse(rules, `there is no field ${name} on ${object.name}`);
        if (field.formula !== undefined || !field.filterable)
          refuse(rules, `${name} cannot stand in a sharing rule: it is calculated, long or encrypted text`);
      }
    }
  });
}

const SIDES: Readonly<Record<string, string>> = {
  group: 'Group',
  groups: 'Group',
  queue: 'Queue',
  role: 'Role',
  roles: 'Role',
  roleAndSubordinates: 'Role',
  rolesAndSubordinates: 'Role',
  roleAndSubordinatesInternal: 'Role'
};

function checkSide(target: DeployTarget, rules: Component, side: XmlNode): void {
  for (const element of Object.keys(side)) {
    const type = SIDES[element];
    if (type === undefined) continue;
    for (const name of texts(side, element)) if (!has(target, type, name)) refuse(rules, `there is no ${type.toLowerCase()} ${name}`);
  }
}
