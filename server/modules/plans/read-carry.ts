import { pairWithoutQuotes, withFacts } from './read-carry-facts.ts';
import type { IndicatorFacts, TargetFields } from './read-target.ts';
import { COLUMN, type FieldName } from './review-fields.ts';
import type { TargetRow } from './target-rows.ts';

/** What people decided on a version holds in the next one, wherever the passage is the same. Pure. */
interface Unit {
  readonly unit: string;
  readonly role: 'lead' | 'support';
}

export interface ReadItem {
  readonly fields: TargetFields;
  readonly units: readonly Unit[];
}

export interface EarlierItem {
  readonly row: TargetRow;
  readonly units: readonly Unit[];
  /** Fields that a person has set, as the history names them; `responsible` among them. */
  readonly edited: ReadonlySet<string>;
}

export interface CarriedItem extends ReadItem {
  readonly review: TargetRow['review'];
  readonly origin: 'reader' | 'person';
  readonly path: object;
}

const DEFAULT_PATH = { kind: 'seasonal' };
const BINDING = ['indicator_code', 'scope', 'binding', 'binding_confidence', 'transform', 'from_year'] as const;
const BASELINE = ['baseline_year', 'baseline_value'] as const;
/** If one of these reads otherwise than before, a person looks again. */
const DECIDED_ON = ['kind', 'comparator', 'value', 'value_max', 'unit', 'accumulation', 'deadline'] as const;

/** Items of the new version in text order; stored values are the caller's to compute again. `text` is the new version's. */
export function carryOver(
  read: readonly ReadItem[],
  earlier: readonly EarlierItem[],
  { text, indicators }: { readonly text: string; readonly indicators: ReadonlyMap<string, IndicatorFacts> },
): CarriedItem[] {
  // An item that a person added, split off or merged is no reading's; it is looked for in the text itself.
  const reshaped = earlier.filter(({ row, edited }) => row.origin === 'person' || edited.has('quote'));
  const asRead = Map.groupBy(
    earlier.filter((item) => !reshaped.includes(item)),
    ({ row }) => row.quote,
  );
  const matched: CarriedItem[] = [];
  const unmatched: ReadItem[] = [];
  for (const item of read) {
    const before = asRead.get(item.fields.quote)?.shift();
    if (before) matched.push(withDecisions(item, before));
    else unmatched.push(item);
  }
  const found = reshaped.flatMap((item) => anchored(item, text));
  const rest = unmatched.filter((item) => !found.some((other) => oneHoldsOther(item.fields, other.fields)));
  const facts = earlier.filter(({ row }) => row.quote === null);
  const known = pairWithoutQuotes(rest, facts, indicators);
  const fresh = rest.map((item) => {
    const before = known.get(item);
    return before ? withFacts(item, before) : { ...item, ...undecided };
  });
  return [...matched, ...found, ...fresh].sort(byPlace);
}

const undecided = { review: 'proposed', origin: 'reader', path: DEFAULT_PATH } as const;

function withDecisions({ fields, units }: ReadItem, { row, edited, units: earlierUnits }: EarlierItem): CarriedItem {
  const columns = new Set<keyof TargetFields>();
  for (const field of edited) if (field in COLUMN) columns.add(COLUMN[field as FieldName] as keyof TargetFields);
  columns.delete('quote');
  if (row.binding === 'bound') for (const column of BINDING) columns.add(column);
  if (row.baseline_value !== null) for (const column of BASELINE) columns.add(column);
  if (columns.has('deadline')) columns.add('deadline_assumed');
  const next = { ...fields, ...pick(row, columns), caution: row.caution, caution_zh: row.caution_zh };
  const sameFacts = DECIDED_ON.every((column) => next[column] === row[column]);
  const decided = sameFacts && row.review !== 'proposed';
  return {
    fields: decided ? { ...next, question: row.question } : next,
    units: edited.has('responsible') ? earlierUnits : units,
    review: decided ? row.review : 'proposed',
    origin: 'reader',
    path: row.path,
  };
}

/** Put where its passage now stands; nothing where the passage is gone, stands twice, or the item was refused. */
function anchored({ row, units }: EarlierItem, text: string): CarriedItem[] {
  const { quote } = row;
  if (!quote || row.review === 'rejected') return [];
  const start = text.indexOf(quote);
  if (start < 0 || text.indexOf(quote, start + 1) >= 0) return [];
  const fields = { ...pick(row, Object.values(COLUMN)), start_offset: start, end_offset: start + quote.length };
  const {
    review: _review,
    origin: _origin,
    ...own
  } = fields as unknown as TargetFields & Pick<TargetRow, 'review' | 'origin'>;
  return [{ fields: own, units, review: row.review, origin: 'person', path: row.path }];
}

const pick = <K extends keyof TargetRow>(row: TargetRow, columns: Iterable<K>): Pick<TargetRow, K> =>
  Object.fromEntries([...columns].map((column) => [column, row[column]])) as Pick<TargetRow, K>;

type Span = Pick<TargetFields, 'start_offset' | 'end_offset'>;
const holds = (a: Span, b: Span) =>
  a.start_offset !== null &&
  b.start_offset !== null &&
  a.end_offset !== null &&
  b.end_offset !== null &&
  a.start_offset <= b.start_offset &&
  b.end_offset <= a.end_offset;
const oneHoldsOther = (a: Span, b: Span) => holds(a, b) || holds(b, a);

const byPlace = (a: ReadItem, b: ReadItem) =>
  (a.fields.start_offset ?? 0) - (b.fields.start_offset ?? 0) ||
  (a.fields.end_offset ?? 0) - (b.fields.end_offset ?? 0);
