import type { MonthPeriod } from '@liannao/statistics';
import { periodCode } from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import { formulaText, loadCatalogue, loadSeries, selectChildRegions } from '../statistics/index.ts';
import type { Block, SeriesRef, Words } from './blocks.ts';
import type { Facts } from './facts.ts';
import { loadFacts } from './facts-load.ts';
import { selectPlanTitle, selectRegionFacts, selectSeriesOf } from './facts-queries.ts';
import { blocksFrom } from './from-outline.ts';
import { reportMonth } from './month.ts';
import { outlineOf, type ReportKind } from './outlines/index.ts';
import { isSynthetic, reportPeriod } from './pages.ts';
import { insertReport } from './queries.ts';

export interface Asked {
  readonly kind: ReportKind;
  readonly region: string;
  readonly period: string;
  readonly plan?: string | undefined;
}

export interface Made {
  readonly month: MonthPeriod;
  readonly title: Words;
  readonly blocks: Block[];
  readonly facts: Facts;
}

/**
 * A report from its outline, with the figures known at `knownAt`; nothing is stored.
 * @throws AppError 404 for an unknown region or plan; 422 `report-plan-missing`, `report-period-…`.
 */
export async function makeReport(tx: Tx, asked: Asked, knownAt: Date): Promise<Made> {
  const month = reportMonth(asked.period);
  const outline = outlineOf(asked.kind);
  const [region] = await selectRegionFacts(tx, [asked.region]);
  if (!region) throw notFound('region', asked.region);
  if (outline.needsPlan && !asked.plan) throw unprocessable('report-plan-missing', 'An evaluation needs its plan.');
  const plan = asked.plan ? await selectPlanTitle(tx, asked.plan) : undefined;
  if (asked.plan && !plan) throw notFound('plan', asked.plan);
  const blocks = blocksFrom(outline, await availableIn(tx, asked.region, month.year));
  const facts = await loadFacts(tx, { blocks, region: asked.region, plan: asked.plan ?? null, month, knownAt });
  const said = (lang: 'zh' | 'en') =>
    outline.title[lang]
      .replace('{place}', lang === 'en' ? (region.nameEn ?? region.name) : region.name)
      .replace('{period}', reportPeriod(periodCode(month), lang))
      .replace('{year}', asked.period.length === 4 ? asked.period : reportPeriod(periodCode(month), lang))
      .replace('{plan}', plan?.title ?? '');
  return { month, title: { zh: said('zh'), en: said('en') }, blocks, facts };
}

/** Series that the region and those below it have any figures of; with a year, figures in it. */
export async function availableIn(tx: Tx, region: string, year?: number) {
  const children = await selectChildRegions(tx, region);
  const stored: SeriesRef[] = await selectSeriesOf(tx, [region], year);
  const own = [...stored, ...(await computedIn(tx, region, new Set(stored.map((series) => series.code))))];
  const below: SeriesRef[] = await selectSeriesOf(
    tx,
    children.map((child) => child.code),
    year,
  );
  return { own, below };
}

/** Indicators without figures of their own that their formula gives here. */
async function computedIn(tx: Tx, region: string, stored: ReadonlySet<string>): Promise<SeriesRef[]> {
  const codes = [...(await loadCatalogue(tx)).values()].filter(
    (one) => formulaText(one) !== null && !stored.has(one.code),
  );
  const keys = codes.map(({ code }) => ({ indicatorCode: code, scopeKey: '', regionCode: region }));
  const set = await loadSeries(tx, keys);
  return keys.filter((key) => set.figures(key).length > 0).map((key) => ({ code: key.indicatorCode, scope: '' }));
}

export async function createReport(
  tx: Tx,
  actor: Actor,
  asked: Asked,
  { now, author }: { readonly now: Date; readonly author: string },
): Promise<string> {
  const { month, title, blocks, facts } = await makeReport(tx, asked, now);
  const id = await insertReport(tx, {
    kind: asked.kind,
    region_code: asked.region,
    month: periodCode(month),
    period: asked.period,
    plan_id: asked.plan ?? null,
    title_zh: title.zh,
    title_en: title.en,
    number: null,
    blocks: JSON.stringify(blocks),
    facts: JSON.stringify(facts),
    known_at: now,
    synthetic: isSynthetic(facts),
    created_by: actor.userId,
    author,
  });
  await audit(tx, actor, {
    action: 'report.create',
    subject: `report/${id}`,
    detail: { kind: asked.kind, region: asked.region, period: asked.period },
  });
  return id;
}
