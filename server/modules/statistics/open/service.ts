import { createHash } from 'node:crypto';
import { anonymous, type Tx, withActor } from '../../../kernel/access/actor.ts';
import { notFound, unprocessable } from '../../../kernel/errors.ts';
import type { Deps } from '../../../kernel/module.ts';
import { parseScopeKey } from '../../../kernel/observation/scope.ts';
import { decodeCursor, encodeCursor } from '../../../kernel/paging.ts';
import { regionName } from '../../../kernel/region/name.ts';
import { indicatorTitle, loadCatalogue } from '../catalogue.ts';
import type { Locale } from '../text.ts';
import { codeFigures, type NameOf, namesOf } from './coded.ts';
import { memberCode } from './codes.ts';
import type { DataSet } from './data-json.ts';
import type { DataQuery, OpenFigure, OpenIndicator, OpenIndicators, OpenSeries } from './model.ts';
import { type NewestRow, type Observation, selectNames, selectNewest, selectOpenFigures } from './queries.ts';
import { flowId, selectionOf } from './request.ts';
import { type Flow, flowsOf } from './structure.ts';
import { type Names, textFor } from './text.ts';

/** Everybody is asked for as nobody: what a signed-in reader may see beyond the public is no open data. */
export const asNobody = <T>({ db }: Pick<Deps, 'db'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withActor(db, anonymous(), work);

export const loadFlows = async (tx: Tx): Promise<ReadonlyMap<string, Flow>> => flowsOf(await loadCatalogue(tx));

/** @throws AppError 404 `dataflow-not-found`. */
export function findFlow(flows: ReadonlyMap<string, Flow>, text: string, locale: Locale): Flow {
  const flow = flows.get(flowId(text) ?? '');
  if (flow) return flow;
  const known = [...flows.keys()].join(', ');
  const refusal = notFound('dataflow', text);
  throw Object.assign(refusal, { message: textFor(locale).flowUnknown(text, known) });
}

export interface OpenData {
  readonly flow: Flow;
  readonly sets: readonly DataSet[];
  readonly nameOf: NameOf;
  /** The same answer has the same; of what stands, not of when it was asked. */
  readonly tag: string;
  readonly nextCursor: string | null;
}

/** @throws AppError 404 `dataflow-not-found`, 422 `sdmx-query-unreadable`, 400 for a foreign cursor. */
export async function loadOpenData(
  tx: Tx,
  asked: { flow: string; key: string; query: DataQuery; locale: Locale },
): Promise<OpenData> {
  const { query, locale } = asked;
  const flow = findFlow(await loadFlows(tx), asked.flow, locale);
  const across = [...flow.dimensions.map(({ id }) => id), 'TIME_PERIOD'];
  if (query.dimensionAtObservation !== 'AllDimensions' && !across.includes(query.dimensionAtObservation)) {
    const message = textFor(locale).acrossUnknown(query.dimensionAtObservation, across.join(', '));
    const field = 'querystring.dimensionAtObservation';
    throw unprocessable('sdmx-query-unreadable', message, [{ field, code: 'sdmx-query-unreadable', message }]);
  }
  const after = query.cursor ? (decodeCursor(query.cursor, 4).map(String) as [string, string, string, string]) : null;
  const selection = selectionOf(flow, { ...query, key: asked.key }, locale);
  const found = await selectOpenFigures(tx, { ...selection, after, limit: query.limit + 1 });
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const regions = await selectNames(tx, [...new Set(rows.map(({ regionCode }) => regionCode))]);
  const names = new Map(
    regions.map(({ code, name, nameEn }): [string, Names] => [code, { zh: name, en: nameEn ?? name }]),
  );
  const tag = createHash('sha256').update(JSON.stringify([asked.flow, asked.key, query, locale]));
  for (const { id } of rows) tag.update(id);
  return {
    flow,
    sets: setsOf(flow, rows, query.updatedAfter !== undefined),
    nameOf: namesOf(flow, names),
    tag: tag.digest('hex').slice(0, 32),
    nextCursor:
      found.length > query.limit && last
        ? encodeCursor([last.indicatorCode, last.scopeKey, last.regionCode, last.period])
        : null,
  };
}

/** Changes come as what replaces and what is gone. */
function setsOf(flow: Flow, rows: readonly Observation[], asChanges: boolean): DataSet[] {
  const standing = codeFigures(
    flow,
    rows.filter(({ missing }) => missing !== 'withdrawn'),
  );
  if (!asChanges) return [{ action: 'Information', figures: standing }];
  const gone = codeFigures(
    flow,
    rows.filter(({ missing }) => missing === 'withdrawn'),
  );
  const sets: DataSet[] = [
    { action: 'Replace', figures: standing },
    { action: 'Delete', figures: gone },
  ];
  return sets.filter(({ figures }) => figures.length > 0);
}

/** What is published of a region, by group and name. @throws AppError 404 `region-not-found`. */
export async function listOpenIndicators(tx: Tx, region: string, locale: Locale): Promise<OpenIndicators> {
  const [place] = await selectNames(tx, [region]);
  if (!place) throw notFound('region', region);
  const rows = await selectNewest(tx, region);
  const catalogue = await loadCatalogue(tx);
  const flows = new Map([...flowsOf(catalogue).values()].map((flow) => [flow.group, flow]));
  const items = rows.flatMap((row) => {
    const indicator = catalogue.get(row.indicatorCode);
    const flow = indicator && flows.get(indicator.group);
    if (!flow) return [];
    const view: OpenIndicator = {
      code: indicator.code,
      name: indicatorTitle(indicator, locale),
      group: { id: indicator.group, name: flow.names[locale], flow: flow.id },
      unit: indicator.unit,
      shownAs: indicator.shownAs,
      newest: figureView(row),
      figures: row.figures,
      firstPeriod: row.firstPeriod,
      href: `/open/v1/sdmx/data/${flow.id}/${keyFor(flow, row)}`,
    };
    return [view];
  });
  return { region: { code: place.code, name: regionName(place, locale) }, items };
}

const keyFor = ({ dimensions }: Flow, { indicatorCode, regionCode }: NewestRow): string =>
  dimensions
    .map(({ id }) => (id === 'INDICATOR' ? memberCode(indicatorCode) : id === 'REF_AREA' ? regionCode : ''))
    .join('.');

/** One indicator's released figures of a region, newest last. @throws AppError 404 for what is not published. */
export async function openSeries(tx: Tx, code: string, region: string, locale: Locale): Promise<OpenSeries> {
  const { items, region: place } = await listOpenIndicators(tx, region, locale);
  const indicator = items.find((one) => one.code === code);
  if (!indicator) throw notFound('indicator', code);
  const own = (await loadCatalogue(tx, [code])).get(code);
  const rows = await selectOpenFigures(tx, {
    indicators: [code],
    regions: [region],
    periods: null,
    scopes: [{ dimension: 'basis', members: [null] }],
    from: null,
    to: null,
    asOf: null,
    updatedAfter: null,
    after: null,
    limit: SERIES,
  });
  const definition = (locale === 'zh' && own?.notesZh) || (own?.notes ?? '');
  return { indicator, region: place, definition, items: rows.map(figureView) };
}

const SERIES = 5000;

const figureView = (row: Observation): OpenFigure => ({
  id: row.id,
  scope: parseScopeKey(row.scopeKey),
  period: row.period,
  value: row.value,
  missing: row.missing === 'withdrawn' ? 'unknown' : row.missing,
  synthetic: row.synthetic,
  revision: row.revision,
  releasedAt: row.releasedAt.toISOString(),
});
