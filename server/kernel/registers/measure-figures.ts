import type { Measure } from '@liannao/registers';
import { type Period, parsePeriod, periodCode } from '@liannao/statistics';
import type { z } from 'zod';
import type { Tx } from '../access/actor.ts';
import { AppError, badRequest, notFound } from '../errors.ts';
import { parseScopeKey, type Scope } from '../observation/scope.ts';
import type { Asked } from './entry-select.ts';
import { type MeasureFilter, measureFilter } from './measure-filter.ts';
import { isBeyond } from './measure-grade.ts';
import { dateCondition, daysOf } from './measure-period.ts';
import { selectRegionsBelow, selectUnits } from './measure-queries.ts';
import { type Counted, type Counting, countByRegion, valueOfNone, withDays } from './measure-sql.ts';
import type { MeasuredFigure, MeasureQuery } from './model.ts';

/** What is counted for one period, and how it is found again in the list. */
export interface PlannedCount {
  readonly period: string;
  readonly counting: Counting;
  /** For the list: text and day that give the counted entries. */
  readonly filter: string;
  readonly asAt: string | null;
}

/** Null where the register cannot tell such a period: of a year it knows no months. */
export function planCount(
  asked: Asked,
  measure: Measure,
  when: { readonly period: Period } | { readonly day: string },
  filter: Extract<MeasureFilter, { ok: true }>,
): PlannedCount | null {
  const base = { set: asked.set, definition: asked.definition, actor: asked.actor, measure };
  if (measure.at === 'stock') {
    const end = 'day' in when ? when.day : daysOf(when.period).to;
    const day = end > asked.today ? asked.today : end;
    const { where, over } = filter;
    return {
      period: 'day' in when ? when.day : periodCode(when.period),
      counting: { ...base, where, over, day, asAt: day },
      filter: where ?? '',
      asAt: day,
    };
  }
  if (!('period' in when)) return null;
  const days = dateCondition(asked.definition, measure, when.period);
  if (days === null) return null;
  const dated = withDays(filter, days);
  const over = measure.over?.register ? filter.over : measure.over ? dated.over : null;
  return {
    period: periodCode(when.period),
    counting: { ...base, where: dated.where, over, day: asked.today, asAt: null },
    filter: dated.where ?? '',
    asAt: null,
  };
}

/**
 * Figures as they would be counted now, with the asker's own rights: what he may not see he does not count.
 * @throws AppError 404 `measure-not-found`, 400 `scope-not-measured`, `invalid-request` for a period that is none.
 */
export async function figuresOf(
  tx: Tx,
  asked: Asked,
  query: z.infer<typeof MeasureQuery>,
): Promise<z.infer<typeof MeasuredFigure>[]> {
  const measure = asked.definition.indicators.find((one) => one.code === query.code);
  if (!measure) throw notFound('measure', query.code);
  const filter = filterOrRefuse(asked, measure, parseScopeKey(query.scope ?? ''));
  // What he may not see of any entry is no zero.
  const isUnknown = isBeyond({ set: asked.set, definition: asked.definition, measure, filter }, asked.actor);
  const region = query.region ?? asked.actor.grants.find((grant) => grant.regionCode)?.regionCode ?? NATION;
  const regions = query.byRegion ? [region, ...(await selectRegionsBelow(tx, region))] : [region];
  const unit = (await selectUnits(tx, [measure])).get(measure.code) ?? measure.unit ?? '';
  const figures: z.infer<typeof MeasuredFigure>[] = [];
  for (const when of whensOf(asked, measure, query)) {
    const planned = planCount(asked, measure, when, filter);
    if (!planned)
      throw badRequest('invalid-request', `${measure.code} cannot be counted for ${query.periods ?? query.asAt}.`);
    const counted = await countByRegion(tx, planned.counting, regions);
    const byRegion = new Map(counted.map((one) => [one.region, one]));
    for (const code of regions) {
      const found: Counted | undefined = byRegion.get(code);
      figures.push({
        code: measure.code,
        region: code,
        period: planned.period,
        value: isUnknown ? null : found ? found.value : valueOfNone(measure),
        unit,
        entries: found?.entries ?? 0,
        synthetic: found?.synthetic ?? false,
        filter: planned.filter,
        asAt: planned.asAt,
      });
    }
  }
  return figures;
}

const NATION = '000000';
const MAX_PERIODS = 60;

function filterOrRefuse(asked: Asked, measure: Measure, scope: Scope): Extract<MeasureFilter, { ok: true }> {
  const filter = measureFilter(asked.set, asked.definition, measure, scope);
  if (filter.ok) return filter;
  const { dimension, value } = filter;
  throw new AppError(400, 'scope-not-measured', `${asked.definition.id} does not tell ${dimension}=${value} apart.`, {
    params: { scope: `${dimension}=${value}` },
  });
}

function whensOf(asked: Asked, measure: Measure, query: z.infer<typeof MeasureQuery>) {
  if (query.asAt) return [{ day: query.asAt }];
  if (!query.periods) {
    if (measure.at === 'stock') return [{ day: asked.today }];
    const soFar = parsePeriod(`${asked.today.slice(0, 4)}-01..${asked.today.slice(5, 7)}`);
    return soFar.ok ? [{ period: soFar.value }] : [];
  }
  const texts = query.periods.split(',').filter(Boolean);
  if (texts.length > MAX_PERIODS) throw badRequest('invalid-request', `At most ${MAX_PERIODS} periods at a time.`);
  return texts.map((text) => {
    const period = parsePeriod(text);
    if (!period.ok) throw badRequest('invalid-request', `${text} is no period such as 2025-08, 2025Q3, 2025-01..08.`);
    return { period: period.value };
  });
}
