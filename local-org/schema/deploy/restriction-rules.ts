import { RuleFault, restrictionRule } from '../../security/restriction-rules.ts';
import type { RestrictionRule } from '../../security/restriction-rules.ts';
import { componentsOf, refuse } from '../build/source.ts';
import type { DeployTarget } from './index.ts';

/** Source: Restriction Rules Developer Guide: active rules of an object in Enterprise and Developer Edition. */
const MOST = 2;

/** Sees to it that every restriction rule can be carried out, and that no object has too many. Security carries them out. */
export function checkRestrictionRules(target: DeployTarget): void {
  const active = new Map<string, number>();
  target.problems.each(componentsOf(target.metadata, 'RestrictionRule'), (component) => {
    let rule: RestrictionRule;
    try {
      rule = restrictionRule(target.schema, component.node);
    } catch (error) {
      if (error instanceof RuleFault) refuse(component, error.message);
      throw error;
    }
    if (!rule.active) return;
    const count = (active.get(rule.object.name) ?? 0) + 1;
    active.set(rule.object.name, count);
    if (count > MOST) refuse(component, `${rule.object.name} has more than ${MOST} active restriction rules`);
  });
}
