import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { parseScopeKey } from '../../kernel/observation/scope.ts';
import { regionName } from '../../kernel/region/name.ts';
import { indicatorTitle, loadCatalogue } from '../statistics/index.ts';
import { withChanges } from './changes.ts';
import { checkReport } from './checks.ts';
import { word } from './compose-context.ts';
import { pageText } from './compose-text.ts';
import { availableIn } from './create.ts';
import { type Facts, seriesKey } from './facts.ts';
import type { ReportFigure, ReportHead, ReportView } from './model.ts';
import { outlineOf } from './outlines/index.ts';
import { pagesOf, reportPeriod } from './pages.ts';
import type { FoundReport, ReportHeadRow } from './queries.ts';
import { loadToday } from './refresh.ts';
import { periodWords, quantity, unitWord } from './sentences-quantity.ts';
import type { Lang } from './sentences-runs.ts';

export function headOf(row: ReportHeadRow | FoundReport, actor: Actor): ReportHead {
  const { locale } = actor;
  const mayUse = actor.tokenPermissions === null || actor.tokenPermissions.includes('reports.write');
  return {
    id: row.id,
    kind: row.kind,
    kindName: outlineOf(row.kind).names[locale],
    title: locale === 'zh' ? row.title_zh : row.title_en,
    region: { code: row.region_code, name: regionName({ name: row.region_name, nameEn: row.region_name_en }, locale) },
    period: row.period,
    month: row.month,
    periodName: reportPeriod(row.month, locale),
    planId: row.plan_id,
    state: row.state,
    number: row.number_text,
    knownAt: row.known_at.toISOString(),
    synthetic: row.synthetic,
    open: row.open,
    author: row.author,
    updatedAt: row.updated_at.toISOString(),
    issuedAt: row.issued_at?.toISOString() ?? null,
    mayEdit: row.may_write && mayUse && row.state !== 'issued',
    revision: row.revision,
  };
}

/** The editor's page: as it prints in `lang`, what changed since, and what is to be looked at before sending. */
export async function reportView(
  tx: Tx,
  row: FoundReport,
  asked: { actor: Actor; lang: Lang; now: Date },
): Promise<ReportView> {
  const { lang, actor, now } = asked;
  const head = headOf(row, actor);
  const draft = pagesOf(row, lang);
  const today = row.state === 'issued' ? null : await loadToday(tx, row, now);
  const { doc, changes } = today ? withChanges(draft, pagesOf(row, lang, today)) : { doc: draft, changes: [] };
  return {
    head,
    titles: { zh: row.title_zh, en: row.title_en },
    blocks: row.blocks,
    doc,
    changes,
    checks: row.state === 'issued' ? [] : checkReport({ doc, blocks: row.blocks, facts: row.facts, changes }),
    figures: figuresOf(row.facts, lang),
    series: head.mayEdit ? await seriesOf(tx, row.region_code, lang) : [],
  };
}

function figuresOf(facts: Facts, lang: Lang): ReportFigure[] {
  const text = pageText[lang];
  return Object.entries(facts.figures).flatMap(([key, figure]) => {
    const indicator = facts.indicators[seriesKey(figure)];
    if (!indicator) return [];
    const region = facts.regions[figure.region];
    return [
      {
        key,
        indicator: word(indicator.name, lang),
        region: region ? word(region.name, lang) : figure.region,
        period: periodWords(figure.period, lang),
        text: figure.value === null ? text.notReported : quantity(figure.value, indicator, lang),
        version: figure.lock?.own
          ? text.own
          : figure.revision === 0
            ? text.computed
            : figure.revision === null
              ? ''
              : text.version(figure.revision),
        source: word(figure.source, lang),
        lock: figure.lock ?? null,
        ref: figure.ref,
        unit: unitWord(indicator, lang),
      },
    ];
  });
}

async function seriesOf(tx: Tx, region: string, lang: Lang): Promise<ReportView['series']> {
  const { own, below } = await availableIn(tx, region);
  const catalogue = await loadCatalogue(
    tx,
    own.map((series) => series.code),
  );
  const regional = new Set(below.map(seriesKey));
  return own.flatMap((series) => {
    const indicator = catalogue.get(series.code);
    if (!indicator) return [];
    const scope = parseScopeKey(series.scope);
    const title = indicatorTitle(indicator, lang, scope);
    const scoped =
      series.scope && title === indicatorTitle(indicator, lang)
        ? `${title}（${Object.values(scope).join(' · ')}）`
        : title;
    return [{ ...series, name: scoped, regional: regional.has(seriesKey(series)) }];
  });
}
