import { convertExact, type FormColumn, type FormDefinition, parseRowKey, rowsOf } from '@liannao/statistics';
import { sql } from 'kysely';
import type { Tx } from '../../kernel/access/actor.ts';
import { localTime } from '../../kernel/local-time.ts';
import type { ObservationView, Provenance } from './model.ts';
import { periodWords, returnText } from './returns/text.ts';
import type { FindingCounts } from './tables.ts';

type Locale = 'zh' | 'en';
type Step = Provenance['steps'][number];

/** As a figure's source says it, `kind: 'form'`: the cell of a return, or the sum over the returns of a region. */
interface FormSource {
  readonly form: string;
  readonly version: number;
  readonly round: string;
  readonly return: string | null;
  readonly period: string;
  readonly row: string;
  readonly column: FormColumn;
  readonly reported: number;
  readonly expected: number;
}

function readSource(source: ObservationView['source']): FormSource | null {
  const text = (name: string) => (typeof source[name] === 'string' ? source[name] : '');
  const number = (name: string) => (typeof source[name] === 'number' ? source[name] : 0);
  if (!UUID.test(text('round'))) return null;
  return {
    form: text('form'),
    version: number('version'),
    round: text('round'),
    return: UUID.test(text('return')) ? text('return') : null,
    period: text('period'),
    row: text('row'),
    column: text('column') as FormColumn,
    reported: number('reported'),
    expected: number('expected'),
  };
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Part {
  readonly name: string;
  readonly value: string | null;
  readonly observationId: string | null;
  readonly findings: FindingCounts;
  readonly approvedByName: string | null;
  readonly approvedAt: Date | null;
}

/**
 * How a figure of a form came about: added up from whom and with which largest parts, by which form and row, how the
 * checks went, who approved. What the reader may not see is said in numbers, not in names.
 */
export async function formSteps(tx: Tx, observation: ObservationView, locale: Locale): Promise<Step[]> {
  const source = readSource(observation.source);
  if (!source) return [];
  const found = await tx
    .selectFrom('statistics_form_version')
    .select('definition')
    .where('form_id', '=', source.form)
    .where('version', '=', source.version)
    .executeTakeFirst();
  if (!found) return [];
  const { definition } = found;
  const parts = await selectParts(tx, source, observation);
  const cell = cellStep(definition, source, locale);
  return source.return === null
    ? [
        sumStep({ definition, source, parts, observation }, locale),
        cell,
        ...checkStep(parts, locale),
        ...(await settledStep(tx, source, observation, locale)),
      ]
    : [cell, ...checkStep(parts, locale), ...approvedStep(parts, locale)];
}

/** The approved returns that the reader may see, largest first; while one is corrected, as it was approved. */
async function selectParts(tx: Tx, source: FormSource, { region, indicatorCode, period }: ObservationView) {
  const mine =
    source.return === null
      ? sql`r.round_id = ${source.round}::uuid and r.region_code in
          (select descendant from region_closure where ancestor = ${region.code})`
      : sql`r.id = ${source.return}::uuid`;
  const { rows } = await sql<Part>`
    select coalesce(p.name, g.name) as name,
      coalesce(r.approved_cells, r.cells) #>> array[${source.row}, ${source.column}, 'value'] as value,
      (select o.id from observation o where o.party_id = r.party_id and o.region_code = r.region_code
        and o.indicator_code = ${indicatorCode} and o.period = ${period} and o.source->>'return' = r.id::text
        and o.source->>'row' = ${source.row} and o.source->>'column' = ${source.column}
        order by o.revision desc limit 1) as "observationId",
      r.findings, r.approved_by_name as "approvedByName", r.approved_at as "approvedAt"
    from statistics_return r join region g on g.code = r.region_code left join party p on p.id = r.party_id
    where ${mine} and (r.state = 'approved' or r.approved_cells is not null)`.execute(tx);
  return rows.sort((a, b) => Number(b.value ?? 0) - Number(a.value ?? 0));
}

const LARGEST = 10;

interface Summed {
  readonly definition: FormDefinition;
  readonly source: FormSource;
  readonly parts: readonly Part[];
  readonly observation: ObservationView;
}

function sumStep({ definition, source, parts, observation }: Summed, locale: Locale): Step {
  const { provenance: say } = returnText(locale);
  const { reported, expected } = source;
  const text =
    say.sumText(
      definition[locale],
      periodWords(source.period, locale),
      reported,
      expected,
      rowName(definition, source, locale),
    ) +
    (reported < expected ? say.incomplete : say.complete) +
    (parts.length < reported ? say.hidden(reported - parts.length) : '');
  const from = rowOf(definition, source.row)?.unit ?? observation.unit;
  return {
    kind: 'sum',
    title: say.sum,
    text,
    parts: parts.slice(0, LARGEST).map((part) => ({
      label: part.name,
      value: inUnit(part.value, from, observation.unit),
      unit: observation.unit,
      observationId: part.observationId,
    })),
    href: `/rounds/${source.round}`,
  };
}

function inUnit(value: string | null, from: string, to: string): number | null {
  if (value === null) return null;
  const read = convertExact(value, from, to);
  return read.ok ? Number(read.value) : null;
}

const rowOf = (definition: FormDefinition, key: string) =>
  rowsOf(definition).find(({ row }) => row.code === parseRowKey(key).code)?.row;

function rowName(definition: FormDefinition, { row }: FormSource, locale: Locale): string {
  const { code } = parseRowKey(row);
  return `${code} ${rowOf(definition, row)?.[locale] ?? ''}`.trim();
}

function cellStep(definition: FormDefinition, source: FormSource, locale: Locale): Step {
  const { provenance: say, excel } = returnText(locale);
  return {
    kind: 'source',
    title: say.cell,
    text: say.cellText(
      definition[locale],
      definition.number,
      periodWords(source.period, locale),
      rowName(definition, source, locale),
      excel.columns[definition.frequency][source.column] ?? source.column,
    ),
    parts: [],
    href: source.return === null ? null : `/returns/${source.return}`,
  };
}

function checkStep(parts: readonly Part[], locale: Locale): Step[] {
  if (parts.length === 0) return [];
  const { provenance: say } = returnText(locale);
  const explained = parts.reduce((sum, { findings }) => sum + findings.explained, 0);
  return [{ kind: 'check', title: say.checks, text: say.checksText(parts.length, explained), parts: [], href: null }];
}

function approvedStep([part]: readonly Part[], locale: Locale): Step[] {
  if (!part?.approvedAt || part.approvedByName === null) return [];
  const { provenance: say } = returnText(locale);
  const text = say.approvedText(part.approvedByName, localTime(part.approvedAt));
  return [{ kind: 'approval', title: say.approved, text, parts: [], href: null }];
}

/** Who made the region's total its figure; for those who hold the region. */
async function settledStep(tx: Tx, source: FormSource, { region }: ObservationView, locale: Locale): Promise<Step[]> {
  const settled = await tx
    .selectFrom('statistics_progress')
    .select(['settled_at as at', 'settled_by_name as by', 'settled_note as note'])
    .where('round_id', '=', source.round)
    .where('region_code', '=', region.code)
    .executeTakeFirst();
  if (!settled?.at) return [];
  const { provenance: say, system } = returnText(locale);
  const text = say.settledText(settled.by ?? system, localTime(settled.at), settled.note ?? '');
  return [{ kind: 'approval', title: say.approved, text, parts: [], href: null }];
}
