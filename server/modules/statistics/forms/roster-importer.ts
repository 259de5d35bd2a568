import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { asSystem } from '../../../kernel/access/as-system.ts';
import { audit } from '../../../kernel/audit/audit.ts';
import { conflict } from '../../../kernel/errors.ts';
import type {
  ImportChange,
  ImportContext,
  Importer,
  ImportRow,
  RowOutcome,
  RowProblem,
  RunContext,
} from '../../../kernel/imports/importer.ts';
import { loadRegionNames } from '../region-names.ts';
import { type FormVersion, selectNewest } from './form-queries.ts';
import { Month } from './model-words.ts';
import { shiftMonth } from './months.ts';
import { alignReturns, countTouched, lockRoster, type Span, selectSpans } from './roster-queries.ts';
import { type RosterWish, reportsByParty, rosterFaults } from './roster-rules.ts';
import { roundsChanged } from './rounds-changed.ts';
import { type RosterColumn, textFor } from './text.ts';

const [ZH, EN] = [textFor('zh').roster, textFor('en').roster];
const column = (id: RosterColumn, example: string, required = false) => ({
  id,
  zh: ZH.columns[id],
  en: EN.columns[id],
  required,
  hint: { zh: ZH.hints[id], en: EN.hints[id] },
  example,
});

/** Reporters of forms in a table, one a row: the shape that a roster is exported in. */
export const rosterImporter: Importer = {
  kind: 'roster',
  names: { zh: ZH.sheet, en: EN.sheet },
  permission: 'statistics.define',
  columns: [
    column('form', 'auto-parts-monthly', true),
    column('party', '91330624MA2D8K7X3R'),
    column('partyName', ''),
    column('region', '绍兴市新昌县', true),
    column('regionName', ''),
    column('since', '2025-01', true),
    column('until', ''),
    column('note', ''),
  ],
  check,
  write,
  undo,
};

/** A line as it is kept for taking an import back. */
interface Line {
  readonly form: string;
  readonly partyId: string | null;
  readonly region: string;
  readonly since: string;
  readonly until: string | null;
  readonly note: string;
}

interface Known {
  readonly forms: ReadonlyMap<string, FormVersion>;
  readonly parties: ReadonlyMap<string, { id: string; region: string }>;
  readonly regions: Awaited<ReturnType<typeof loadRegionNames>>;
  readonly writable: ReadonlySet<string>;
  /** Region and all above it. */
  readonly above: (region: string) => ReadonlySet<string>;
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  readonly notes: ReadonlyMap<string, string>;
}

async function check(tx: Tx, rows: readonly ImportRow[], { locale }: ImportContext): Promise<RowOutcome[]> {
  const known = await loadKnown(tx, rows);
  const taken = new Map<string, Span[]>();
  return rows.map((row) => outcomeOf(row, known, taken, locale));
}

async function loadKnown(tx: Tx, rows: readonly ImportRow[]): Promise<Known> {
  const words = [...new Set(rows.map(({ values }) => (values.party ?? '').toUpperCase()).filter(Boolean))];
  const forms = new Map((await selectNewest(tx)).map((form) => [form.formId, form]));
  const parties = await asSystem(tx, async () => {
    const found = await sql<{ id: string; uscc: string | null; region: string }>`select id, uscc, region_code as region
      from party where uscc = any(${words}::text[]) or upper(id::text) = any(${words}::text[])`.execute(tx);
    return new Map(
      found.rows.flatMap(
        (one) =>
          [one.uscc, one.id.toUpperCase()].flatMap((word) => (word ? [[word, one]] : [])) as [string, typeof one][],
      ),
    );
  });
  const ids = [...new Set([...parties.values()].map(({ id }) => id))];
  const spans = new Map<string, Span[]>();
  for (const form of new Set(rows.map(({ values }) => values.form ?? ''))) {
    if (!forms.has(form)) continue;
    const all = await asSystem(tx, () => selectSpansOf(tx, form, ids));
    spans.set(form, all);
  }
  const notes = await tx.selectFrom('statistics_roster').select(['id', 'note']).execute();
  const { rows: closure } = await sql<{ region: string; above: string[]; writable: boolean }>`
    select descendant as region, array_agg(ancestor) as above, liannao_may_write(descendant) as writable
    from region_closure where via = 'division' group by descendant`.execute(tx);
  const above = new Map(closure.map((one) => [one.region, new Set(one.above)]));
  return {
    forms,
    parties,
    regions: await loadRegionNames(tx),
    writable: new Set(closure.flatMap((one) => (one.writable ? [one.region] : []))),
    above: (region) => above.get(region) ?? new Set([region]),
    spans,
    notes: new Map(notes.map(({ id, note }) => [id, note])),
  };
}

/** Lines of the firms, and all of regions that report for themselves. */
async function selectSpansOf(tx: Tx, form: string, partyIds: readonly string[]): Promise<Span[]> {
  const own = await tx
    .selectFrom('statistics_roster')
    .select('region_code as region')
    .where('form_id', '=', form)
    .where('party_id', 'is', null)
    .execute();
  return selectSpans(tx, form, { partyIds, regions: own.map(({ region }) => region) });
}

const subjectOf = (line: Line) => [line.form, line.partyId ?? '', line.region, line.since].join('|');

function outcomeOf(row: ImportRow, known: Known, taken: Map<string, Span[]>, locale: 'zh' | 'en'): RowOutcome {
  const read = readRow(row, known, locale);
  if ('problems' in read) return { status: 'wrong', problems: read.problems };
  const { line, partyRegion } = read;
  const key = `${line.form}|${line.partyId ?? line.region}`;
  const held = (known.spans.get(line.form) ?? []).filter((span) =>
    line.partyId === null ? span.partyId === null && span.regionCode === line.region : span.partyId === line.partyId,
  );
  const same = held.find((span) => span.regionCode === line.region && span.since === line.since);
  const before: Line | null = same ? { ...line, until: same.until, note: known.notes.get(same.id) ?? '' } : null;
  if (before && before.until === line.until && before.note === line.note) {
    return { status: 'unchanged', subject: subjectOf(line) };
  }
  const wish: RosterWish = { ...line, partyRegion, note: before?.note === line.note ? '' : line.note };
  const others = [...held.filter((span) => span.id !== same?.id), ...(taken.get(key) ?? [])];
  const fits = same !== undefined || partyRegion === null || known.above(line.region).has(partyRegion);
  const faults = rosterFaults(wish, { others, fitsPartyRegion: fits, before: same ?? null }, locale);
  if (faults.length > 0) {
    const problems = faults.map(({ field, message }): RowProblem => {
      return { column: field, value: row.values[field] ?? '', problem: message, remedy: textFor(locale).roster.remedy };
    });
    return { status: 'wrong', problems };
  }
  const span = { id: '', partyId: line.partyId, regionCode: line.region, region: known.regions.nameOf(line.region) };
  taken.set(key, [...(taken.get(key) ?? []), { ...span, since: line.since, until: line.until }]);
  return { status: before ? 'changed' : 'new', subject: subjectOf(line), before, after: line };
}

type Read = { readonly line: Line; readonly partyRegion: string | null } | { readonly problems: readonly RowProblem[] };

function readRow({ values }: ImportRow, known: Known, locale: 'zh' | 'en'): Read {
  const say = textFor(locale).roster;
  const problems: RowProblem[] = [];
  const wrong = (field: RosterColumn, problem: string, remedy: string, suggestion?: string) =>
    problems.push({
      column: field,
      value: values[field] ?? '',
      problem,
      remedy,
      ...(suggestion ? { suggestion } : {}),
    });
  const form = known.forms.get(values.form ?? '');
  if (!form) wrong('form', say.formUnknown(values.form ?? ''), say.formRemedy([...known.forms.keys()].slice(0, 8)));
  const party = values.party ? (known.parties.get(values.party.toUpperCase()) ?? null) : null;
  if (values.party && !party) wrong('party', say.partyUnknown(), say.partyRemedy());
  if (form && reportsByParty(form.definition) !== Boolean(values.party)) {
    wrong('party', reportsByParty(form.definition) ? say.partyNeeded() : say.partyTooMuch(), say.partyRemedy());
  }
  const region = known.regions.find(values.region ?? '');
  if (region.kind === 'unknown') {
    wrong('region', say.regionUnknown(), say.regionRemedy(region.suggestion ?? ''), region.written ?? undefined);
  } else if (region.kind === 'several') wrong('region', say.regionSeveral(), region.candidates.join(' / '));
  else if (!known.writable.has(region.code)) wrong('region', say.regionOutside(), say.regionOutsideRemedy());
  for (const field of ['since', 'until'] as const) {
    if (values[field] && !Month.safeParse(values[field]).success)
      wrong(field, say.monthUnreadable(), say.monthRemedy());
  }
  if (problems.length > 0 || region.kind !== 'found') return { problems };
  const { since = '', until = '', note = '' } = values;
  const line = {
    form: values.form ?? '',
    partyId: party?.id ?? null,
    region: region.code,
    since,
    until: until || null,
    note,
  };
  return { line, partyRegion: party?.region ?? null };
}

async function write(tx: Tx, changes: readonly ImportChange[], context: RunContext): Promise<void> {
  await put(
    tx,
    changes.map(({ before, after }) => ({ was: before as Line | null, is: after as Line })),
    context,
  );
}

/** What was new goes, as long as nobody has begun a return of it; what was changed is as before. */
async function undo(tx: Tx, changes: readonly ImportChange[], context: RunContext): Promise<void> {
  await put(
    tx,
    changes.map(({ before, after }) => ({ was: after as Line, is: before as Line | null })),
    context,
  );
}

async function put(
  tx: Tx,
  moves: readonly { readonly was: Line | null; readonly is: Line | null }[],
  { actor, runId, locale }: RunContext,
): Promise<void> {
  const say = textFor(locale).roster;
  const forms = [...new Set(moves.flatMap(({ was, is }) => (was ?? is)?.form ?? []))].sort();
  for (const form of forms) await lockRoster(tx, form);
  for (const { was, is } of moves) {
    const line = is ?? was;
    if (!line) continue;
    const left = is ? (is.until === null ? null : { ...is, since: shiftMonth(is.until, 1), until: null }) : line;
    const touched = left
      ? await countTouched(tx, { ...left, formId: left.form, partyId: left.partyId, region: left.region })
      : 0;
    if (touched > 0) throw conflict('roster-in-use', say.inUse(touched));
    const at = tx
      .deleteFrom('statistics_roster')
      .where('form_id', '=', line.form)
      .where('party_id', line.partyId === null ? 'is' : '=', line.partyId)
      .where('region_code', '=', line.region)
      .where('since', '=', line.since);
    if (is === null) await at.execute();
    else {
      const set = { until: is.until, note: is.note, set_by: actor.userId, set_by_name: actor.name, set_at: new Date() };
      await tx
        .insertInto('statistics_roster')
        .values({
          form_id: is.form,
          party_id: is.partyId,
          region_code: is.region,
          since: is.since,
          entry_file: null,
          ...set,
        })
        .onConflict((oc) => oc.columns(['form_id', 'party_id', 'region_code', 'since']).doUpdateSet(set))
        .execute();
    }
  }
  for (const form of forms) {
    await audit(tx, actor, {
      action: 'roster.import',
      subject: `form:${form}`,
      detail: { run: runId, lines: moves.length },
    });
    await roundsChanged(tx, await alignReturns(tx, form));
  }
}
