import { PlatformError } from '../../errors.ts';
import type { SRecord } from '../../schema/record.ts';
import type { ObjectDef } from '../../schema/types.ts';
import { fieldOf } from '../../schema/types.ts';
import { USER } from '../../security/types.ts';
import { ROLLED_BACK_WITH_OTHERS } from '../../dml/types.ts';
import { transact } from '../../transaction.ts';
import { recordFromJson } from '../record-json.ts';
import { objectOf } from '../rest/access.ts';
import type { Answer, Call } from '../types.ts';

const MOST = 200;

type Node = Record<string, unknown> & { attributes?: { type?: string; referenceId?: string } };
interface Planned {
  readonly referenceId: string;
  readonly record: SRecord;
  readonly parent: Planned | null;
  readonly link: string | null;
}
interface Failure {
  readonly referenceId: string;
  readonly errors: object[];
}
class Failed extends Error {
  readonly failures: Failure[];
  constructor(failures: Failure[]) {
    super('tree refused');
    this.failures = failures;
  }
}

/** `POST /composite/tree/<Type>`: records with their children in one transaction, all or none. */
export function tree(call: Call, name: string): Answer {
  const { records } = (call.body ?? {}) as { records?: Node[] };
  if (!Array.isArray(records)) throw new PlatformError('JSON_PARSER_ERROR', 'The request needs a list "records"');
  const levels: Planned[][] = [];
  plan(call, objectOf(call, name), records, null, null, levels, 0);
  const total = levels.reduce((sum, level) => sum + level.length, 0);
  if (total > MOST) throw new PlatformError('INVALID_INPUT', `The request holds more than ${MOST} records`);
  try {
    transact(call.org, call.userId, 'api', () => levels.forEach((level) => saveLevel(call, level)));
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    return { status: 400, body: { hasErrors: true, results: error.failures } };
  }
  return {
    status: 201,
    body: { hasErrors: false, results: levels.flat().map(({ referenceId, record }) => ({ referenceId, id: record.id })) }
  };
}

function plan(
  call: Call,
  object: ObjectDef,
  nodes: readonly Node[],
  parent: Planned | null,
  link: string | null,
  levels: Planned[][],
  depth: number
): void {
  for (const node of nodes) {
    const own: Record<string, unknown> = {};
    const below: { object: ObjectDef; link: string; nodes: Node[] }[] = [];
    for (const [key, value] of Object.entries(node)) {
      const relationship = childOf(object, key);
      const list = (value as { records?: Node[] } | null)?.records;
      if (relationship && Array.isArray(list))
        below.push({ object: objectOf(call, relationship.childObject), link: relationship.field, nodes: list });
      else own[key] = value;
    }
    const planned: Planned = {
      referenceId: node.attributes?.referenceId ?? '',
      record: recordFromJson(call.org, call.userId, object, own),
      parent,
      link
    };
    (levels[depth] ??= []).push(planned);
    for (const child of below) plan(call, child.object, child.nodes, planned, child.link, levels, depth + 1);
  }
}

function childOf(object: ObjectDef, key: string): ObjectDef['childRelationships'][number] | undefined {
  const wanted = key.toLowerCase();
  return object.childRelationships.find(
    ({ name }) => name !== undefined && (name.toLowerCase() === wanted || `${name.toLowerCase()}__r` === wanted)
  );
}

function saveLevel({ org, userId }: Call, level: readonly Planned[]): void {
  for (const { record, parent, link } of level) if (parent && link) record.values.set(fieldOf(record.object, link)!.name, parent.record.id);
  const results = org.dml.save(
    'insert',
    level.map(({ record }) => record),
    { userId, access: USER, allOrNone: true, api: true }
  );
  const failures = results.flatMap((result, i): Failure[] => {
    const errors = result.errors.filter((error) => error.statusCode !== ROLLED_BACK_WITH_OTHERS);
    return errors.length > 0
      ? [{ referenceId: level[i]!.referenceId, errors: errors.map(({ statusCode, message, fields }) => ({ statusCode, message, fields })) }]
      : [];
  });
  if (failures.length > 0) throw new Failed(failures);
}
