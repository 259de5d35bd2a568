import { type PlanTarget, parseQuantityText } from '@liannao/plan-reader';
import type { Tx } from '../../kernel/access/actor.ts';
import { findRegion } from '../../kernel/region/queries.ts';
import type { PlanRow, VersionRow } from './library-queries.ts';
import { indicatorCatalogue } from './read-queries.ts';
import { unitRoles } from './read-responsible.ts';
import { readStorable } from './read-storable.ts';
import { type ReadingContext, type TargetFields, targetFields } from './read-target.ts';

/** A passage read on its own: as the reader sees it when a person points at it. */
export interface SliceReading {
  /** All fields that a reading gives, quote and offsets those of the passage. */
  readonly columns: TargetFields;
  readonly units: readonly { readonly unit: string; readonly role: 'lead' | 'support' }[];
  /** How many quantities the reader finds in it. */
  readonly found: number;
}

export interface Section {
  readonly id: string;
  readonly path: string[];
  readonly start: number;
  readonly end: number;
}

/** Path of the innermost section around an offset. */
export const sectionPathAt = (sections: readonly Section[], at: number): string[] =>
  sections
    .filter((section) => section.start <= at && at < section.end)
    .sort((a, b) => a.end - a.start - (b.end - b.start))
    .at(0)?.path ?? [];

export async function sliceReader(tx: Tx, plan: PlanRow, version: VersionRow, text: string) {
  const { lexicon, indicators } = await indicatorCatalogue(tx);
  const region = await findRegion(tx, plan.region_code);
  const sections = version.sections as unknown as Section[];
  const read = (start: number, end: number): SliceReading | null => {
    const slice = text.slice(start, end);
    const targets = readStorable(slice, { lexicon }).targets;
    const target = targets[0] ?? bareQuantity(slice);
    if (!target) return null;
    const path = sectionPathAt(sections, start);
    const context: ReadingContext = {
      periodStart: plan.period_start,
      periodEnd: plan.period_end,
      regionCode: plan.region_code,
      regionName: region?.name ?? plan.region_code,
      indicators,
      regionOf: () => null,
      sectionPathOf: () => path,
    };
    const columns = {
      ...targetFields(target, context),
      section_path: path,
      quote: slice,
      start_offset: start,
      end_offset: end,
    };
    return { columns, units: unitRoles(target.responsible, undefined), found: Math.max(targets.length, 1) };
  };
  return { read, indicators };
}

/** Where the passage is no clause that the reader knows but holds a number: that number, named by the words before it. */
function bareQuantity(slice: string): PlanTarget | null {
  const quantity = parseQuantityText(slice);
  if (!quantity || !Number.isFinite(quantity.value)) return null;
  const name = slice.slice(0, quantity.start).replace(/^[\s，、；。：“”]+|[\s，、；。：]+$/g, '');
  return {
    id: '',
    kind: 'target',
    indicator: (name || slice).slice(0, 200),
    quote: slice,
    start: 0,
    end: slice.length,
    comparator: quantity.valueMax === undefined ? '>=' : 'range',
    value: quantity.value,
    valueMax: quantity.valueMax ?? null,
    unit: quantity.unit,
    baseValue: quantity.value,
    baseUnit: quantity.unit,
    accumulation: 'level',
    deadline: null,
    region: null,
    section: null,
    responsible: [],
    numberStart: quantity.start,
    numberEnd: quantity.end,
    confidence: 0,
    question: 'kind-unclear',
  };
}
