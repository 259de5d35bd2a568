import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { notFound, unprocessable } from '../../../kernel/errors.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import { selectionOf } from '../../../kernel/registers/entry-select.ts';
import { contextFor, loadRegisters } from '../../../kernel/registers/index.ts';
import { selectNewest } from './form-queries.ts';
import type { RosterAsk, RosterProposal } from './model.ts';
import { lastDay } from './months.ts';
import { rosterLine } from './roster.ts';
import { regionsOfLevel, selectRoster } from './roster-queries.ts';

type Ask = z.output<typeof RosterAsk>;
type Proposal = z.output<typeof RosterProposal>;

interface Wanted {
  readonly party: { readonly id: string; readonly name: string; readonly uscc: string | null } | null;
  readonly regionCode: string;
}

const MOST = 20_000;

/**
 * Holds the roster of a month against what the form itself says about who reports: the entries of its register under its
 * condition as they stood at the month's end, or the regions of its level. Changes nothing.
 * @throws AppError 404; 422 `form-without-register`; 400 `filter-invalid` where the condition does not fit the register
 * as it is now.
 */
export async function proposeRoster(
  tx: Tx,
  actor: Actor,
  { form, region, month, now }: Ask & { now: Date },
): Promise<Proposal> {
  const [version] = await selectNewest(tx, form);
  if (!version) throw notFound('form', form);
  const { reporter } = version.definition;
  const wanted =
    reporter.kind === 'region'
      ? (await regionsOfLevel(tx, region, reporter.level)).map((regionCode): Wanted => ({ party: null, regionCode }))
      : await registered(tx, actor, { register: reporter.register, where: reporter.where, region, month, now });
  const lines = await selectRoster(tx, { form, region, month, limit: MOST });
  const key = (party: string | null | undefined, code: string) => party ?? code;
  const there = new Set(lines.map((line) => key(line.partyId, line.regionCode)));
  const due = new Set(wanted.map((one) => key(one.party?.id, one.regionCode)));
  const add = wanted.filter((one) => !there.has(key(one.party?.id, one.regionCode)));
  const names = await regionNames(
    tx,
    add.map(({ regionCode }) => regionCode),
    actor.locale,
  );
  return {
    add: add.map(({ party, regionCode }) => ({
      party,
      region: { code: regionCode, name: names.get(regionCode) ?? regionCode },
    })),
    end: lines
      .filter((line) => !due.has(key(line.partyId, line.regionCode)))
      .map((line) => rosterLine(line, actor.locale)),
    same: wanted.length - add.length,
  };
}

/** Firms of the register, as far as the actor sees its entries. */
async function registered(
  tx: Tx,
  actor: Actor,
  of: { register: string | null; where: string | null; region: string; month: string; now: Date },
): Promise<Wanted[]> {
  if (of.register === null)
    throw unprocessable('form-without-register', 'The form names no register of its reporters.');
  const context = contextFor(await loadRegisters(tx), of.register, actor, of.now);
  const end = lastDay(of.month);
  const asAt = end < context.today ? end : undefined;
  const filter = { filter: of.where ?? undefined, region: of.region, asAt };
  const { from, where } = await selectionOf(tx, context, filter);
  // An entry of a register of firms is the firm; in other registers it is its owner's.
  const party = sql.raw(context.definition.partyOf === null ? 'e._owner' : 'e._id');
  const { rows } = await sql<{ id: string; name: string; uscc: string | null; regionCode: string }>`
    select distinct on (p.region_code, p.name, p.id) p.id, p.name, p.uscc, e._region as "regionCode"
    from ${from} join party p on p.id = ${party}
    where ${where} order by p.region_code, p.name, p.id limit ${MOST}`.execute(tx);
  return rows.map(({ regionCode, ...found }) => ({ party: found, regionCode }));
}
