import { sql } from 'kysely';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import { selectionOf } from '../../../kernel/registers/entry-select.ts';
import { accessFor, contextFor, fieldSql, listOf, loadRegisters } from '../../../kernel/registers/index.ts';
import { textFor } from './text.ts';

export interface AttributeOf {
  readonly key: string;
  readonly label: string;
}

export type FirmGroups =
  | {
      readonly ok: true;
      /** Members of each field that the region's firms have, in the order of the code list. */
      readonly members: ReadonlyMap<string, readonly AttributeOf[]>;
      /** Empty where the register does not say. */
      readonly attribute: (party: string, field: string) => string;
    }
  | { readonly ok: false; readonly field: string };

const REGISTER = 'enterprises';

/**
 * Firms of a region by public fields of the enterprise register that hold one code, a yes or no, or a region. The caller
 * asks as the system: the fields are of grade L1, which everybody may read.
 */
export async function firmGroups(
  tx: Tx,
  of: { fields: readonly string[]; region: string; actor: Actor; now: Date },
): Promise<FirmGroups> {
  const { fields, region, actor, now } = of;
  const set = await loadRegisters(tx);
  const context = contextFor(set, REGISTER, actor, now);
  const { definition } = context;
  const chosen = fields.map((id) => definition.fields.find((field) => field.id === id));
  for (const [at, field] of chosen.entries()) {
    const groups =
      field && ((field.type === 'code' && !field.many) || field.type === 'boolean' || field.type === 'region');
    if (!groups || field.grade !== 'L1') return { ok: false, field: fields[at] ?? '' };
  }
  const access = accessFor(definition, actor);
  const { from, where } = await selectionOf(tx, context, { region });
  const columns = fields.map((id, at) => sql`${fieldSql(access, id)}::text as ${sql.ref(`a${at}`)}`);
  const { rows } = await sql<Record<string, string | null>>`select e._id as party, ${sql.join(columns)}
    from ${from} where ${where}`.execute(tx);
  const byParty = new Map(rows.map((row) => [row.party ?? '', row]));
  const members = new Map<string, readonly AttributeOf[]>();
  const say = textFor(actor.locale);
  for (const [at, field] of chosen.entries()) {
    if (!field) continue;
    const found = [...new Set(rows.map((row) => row[`a${at}`] ?? ''))];
    const codes = field.type === 'code' ? (listOf(set, definition, field.list ?? '')?.values ?? []) : [];
    const order = new Map(codes.map(({ code }, n) => [code, n]));
    const names = field.type === 'region' ? await regionNames(tx, found.filter(Boolean), actor.locale) : null;
    const label = (key: string): string => {
      if (key === '') return say.none;
      if (field.type === 'boolean') return key === 'true' ? say.yes : say.no;
      return names?.get(key) ?? codes.find(({ code }) => code === key)?.[actor.locale] ?? key;
    };
    const rank = (key: string) => (key === '' ? Number.MAX_SAFE_INTEGER : (order.get(key) ?? order.size));
    // A firm that reports and is in no register has no attribute: its figure stands under "not filled in".
    const keys = [...new Set([...found, ''])].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    members.set(
      field.id,
      keys.map((key) => ({ key, label: label(key) })),
    );
  }
  return {
    ok: true,
    members,
    attribute: (party, field) => byParty.get(party)?.[`a${fields.indexOf(field)}`] ?? '',
  };
}
