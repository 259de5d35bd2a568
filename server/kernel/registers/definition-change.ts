import {
  compareDefinitions,
  compileRowCheck,
  type DefinitionContext,
  type DefinitionDifference,
  type RegisterDefinition,
} from '@liannao/registers';
import { sql } from 'kysely';
import type { Tx } from '../access/actor.ts';
import { dayOf } from '../calendar/workdays.ts';
import { tableOf } from './columns.ts';
import { alterTables } from './definition-alter.ts';
import { type Against, entriesAgainst, pageOfRows } from './definition-questions.ts';
import { changeText } from './definition-text.ts';
import { namesFor } from './entry-prepare.ts';
import { valuesOf } from './entry-rows.ts';
import { derivedColumns } from './entry-words.ts';
import type { DefinitionReport } from './model.ts';

export type Change = DefinitionReport['changes'][number];

interface Answered {
  readonly difference: DefinitionDifference;
  readonly against: Against;
}

const NOBODY: Against = { count: 0, rows: [] };

async function answered(
  tx: Tx,
  before: RegisterDefinition,
  after: RegisterDefinition,
  context: DefinitionContext,
): Promise<Answered[]> {
  const asking = { before, after, context, check: compileRowCheck(after, context), today: dayOf(new Date()) };
  const found: Answered[] = [];
  for (const difference of compareDefinitions(before, after, context)) {
    // Where there was no unit nothing was measured in another one.
    const isFirstUnit = difference.kind === 'unit-changed' && difference.before === null;
    found.push({ difference, against: isFirstUnit ? NOBODY : await entriesAgainst(tx, asking, difference) });
  }
  return found;
}

/** What a new definition would change, and which entries stand against it. Changes nothing. */
export async function describeChanges(
  tx: Tx,
  before: RegisterDefinition,
  after: RegisterDefinition,
  { context, locale }: { readonly context: DefinitionContext; readonly locale: 'zh' | 'en' },
): Promise<Change[]> {
  return (await answered(tx, before, after, context)).map(({ difference, against }) => ({
    kind: difference.kind,
    subject: difference.subject,
    message: changeText(difference, against.count, locale),
    outcome: against.count > 0 ? 'refused' : QUIET.has(difference.kind) ? 'fine' : 'noted',
    ...against,
  }));
}

/** Nobody has to think about these. */
const QUIET: ReadonlySet<string> = new Set([
  'field-added',
  'child-added',
  'list-widened',
  'rule-removed',
  'state-added',
  'field-several',
  'wording-changed',
  'life-cycle-added',
]);

/** Puts a new definition's tables into force. Answers why not, in English; nothing is changed then. */
export async function changeTable(
  tx: Tx,
  before: RegisterDefinition,
  after: RegisterDefinition,
  context: DefinitionContext,
): Promise<string[]> {
  const found = await answered(tx, before, after, context);
  const refused = found.filter(({ against }) => against.count > 0);
  if (refused.length > 0) return refused.map(({ difference, against }) => changeText(difference, against.count, 'en'));
  await alterTables(tx, { before, after, context });
  if (needsWords(before, after)) await writeWords(tx, after, context);
  return [];
}

const wordsKey = ({ title, fields, children, access }: RegisterDefinition) =>
  JSON.stringify([
    title,
    access.public,
    access.read,
    [...fields, ...children.flatMap((child) => child.fields)].map(({ id, type, grade, list }) => [
      id,
      type,
      grade,
      list,
    ]),
  ]);
const needsWords = (before: RegisterDefinition, after: RegisterDefinition) => wordsKey(before) !== wordsKey(after);

/** Titles and words to search in of all rows anew, under the same revisions. */
async function writeWords(
  tx: Tx,
  definition: RegisterDefinition,
  { lists, registers }: DefinitionContext,
): Promise<void> {
  const table = sql.table(tableOf(definition.id));
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await pageOfRows(tx, definition, after);
    const last = rows.at(-1);
    if (!last) return;
    const values = rows.map((row) => valuesOf(definition, row));
    const names = await namesFor(tx, { definition, set: { registers } }, values);
    const words = values.map((one, at) => ({
      ...derivedColumns(definition, one, { names, lists }),
      _id: rows[at]?._id,
    }));
    await sql`update ${table} as t set _title = w._title, _search = w._search, _search_l2 = w._search_l2,
        _search_l3 = w._search_l3, _search_l4 = w._search_l4
      from json_to_recordset(${JSON.stringify(words)}::json)
        as w(_id uuid, _title text, _search text, _search_l2 text, _search_l3 text, _search_l4 text)
      where t._id = w._id`.execute(tx);
    after = last._id;
  }
}
