import { NotSupportedError } from '../errors.ts';
import { alive, fail } from './statement.ts';
import type { Statement } from './statement.ts';
import { parentLoader } from '../formula/parents.ts';

/** The object's active validation rules, all of them: a row reports every rule it breaks. */
export function checkRules(statement: Statement): void {
  const { org, object, options } = statement;
  const rules = object.validationRules.filter((rule) => rule.active);
  if (rules.length === 0) return;
  const rows = alive(statement);
  const compiled = rules.map((rule) => ({ rule, formula: org.formula.compile(rule.formula, object) }));
  const parents = parentLoader(org);
  for (const { formula } of compiled)
    parents.preload(
      object,
      rows.map((row) => row.next),
      formula.parentPaths
    );
  for (const row of rows) {
    for (const { rule, formula } of compiled) {
      const broken = formula.evaluate({ record: row.next, prior: row.old, userId: options.userId, parents });
      if (broken !== true && broken !== false && broken !== null)
        throw new NotSupportedError(`validation rule ${object.name}.${rule.name}: its formula gives no true or false`);
      if (broken) fail(row, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field ? [rule.field] : []);
    }
  }
}
