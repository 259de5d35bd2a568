import {
  type Cell,
  type Cells,
  checkReturn,
  columnsAsked,
  type FormColumn,
  lastIndex,
  parseRowKey,
  periodCode,
  yearEarlier,
} from '@liannao/statistics';
import type { Actor, Tx } from '../../../kernel/access/actor.ts';
import { dayOf } from '../../../kernel/calendar/workdays.ts';
import { notFound } from '../../../kernel/errors.ts';
import { scopeKey } from '../../../kernel/observation/scope.ts';
import { regionNames } from '../../../kernel/region/name.ts';
import { usesOf } from '../uses.ts';
import { rowsByCode } from './cells.ts';
import { bureauOf } from './contact.ts';
import { type Checkable, findingViews, loadCheckContext } from './context.ts';
import { listItem } from './list.ts';
import { selectNeighbours, selectReturns } from './list-queries.ts';
import type { Act, ReturnView } from './model.ts';
import { openLists } from './open-lists.ts';
import { findReturn, type Question, type ReturnRow, selectEvents, selectQuestions } from './queries.ts';
import { actsNow, isSecondPair, type Standing, standingIn } from './rights.ts';
import { type Locale, returnText } from './text.ts';
import { selectParentsUpTo } from './totals-queries.ts';

/** A return with all that is needed to fill it in, check and review it without asking again. */
export async function viewReturn(tx: Tx, actor: Actor, id: string, now: Date): Promise<ReturnView> {
  const { locale } = actor;
  const row = await findReturn(tx, id);
  const today = dayOf(now);
  const [listed] = await selectReturns(tx, { query: {}, actor, today, after: null, limit: 1, id });
  if (!listed) throw notFound('return', id);
  const item = listItem(listed, locale, today);
  const context = await loadCheckContext(tx, row, { cells: row.cells, locale, now, whole: true });
  const questions = await selectQuestions(tx, id);
  const standing = await standingIn(tx, actor, row);
  const hasOpenQuestion = questions.some(({ answer }) => answer === null);
  const may = actsNow(row, standing, actor, hasOpenQuestion);
  return {
    ...item,
    definition: row.definition as unknown as ReturnView['definition'],
    lists: await openLists(tx, row.definition),
    revision: row.revision,
    cells: sent(row.cells),
    suggestedBase: sent(suggestedBase(row, context)),
    past: context.past.map(({ period, cells }) => ({ period: periodCode(period), cells: sent(cells) })),
    entryFile: context.entryFile === null ? null : sent(context.entryFile),
    isStopped: context.isStopped,
    others: Object.fromEntries(context.others),
    parameters: { ...context.parameters },
    findingList: findingViews(checkReturn(context), locale),
    approvedCells: row.approvedCells === null ? null : sent(row.approvedCells),
    correction:
      row.correctionReason === null
        ? null
        : { reason: row.correctionReason, reasonCode: row.correctionCode ?? 'other' },
    questions: questions.map(questionView),
    trail: (await selectEvents(tx, id)).map((event) => ({ ...event, at: event.at.toISOString() })),
    neighbours: await selectNeighbours(tx, row.roundId, id),
    may,
    waitsFor: waitsFor(row, { may, standing, actor, hasOpenQuestion, reporter: item.reporter.name }, locale),
    goesTo: await goesTo(tx, row, locale),
    contact: standing.isReporter && !standing.isHolder ? await bureauOf(tx, row, locale) : null,
  };
}

/** Cells are sent as they are kept. */
const sent = (cells: Cells) => cells as ReturnView['cells'];

const questionView = ({ askedAt, answeredAt, column, ...question }: Question) => ({
  ...question,
  column: column as FormColumn | null,
  askedAt: askedAt.toISOString(),
  answeredAt: answeredAt?.toISOString() ?? null,
});

const BASE_OF: Readonly<Partial<Record<FormColumn, FormColumn>>> = {
  'current-base': 'current',
  'cumulative-base': 'cumulative',
};

/** Base columns as they were filed a year ago, or by the entry file, where the return states none yet (4.2). */
export function suggestedBase(row: ReturnRow, { past, entryFile, period }: Checkable): Cells {
  const ago = lastIndex(yearEarlier(period));
  const filed = past.find((one) => lastIndex(one.period) === ago)?.cells ?? null;
  const rows = rowsByCode(row.definition);
  const suggested: Record<string, Partial<Record<FormColumn, Cell>>> = {};
  for (const [key, cells] of Object.entries(filed ?? entryFile ?? {})) {
    const placed = rows.get(parseRowKey(key).code);
    if (!placed) continue;
    for (const column of columnsAsked(row.definition, placed.row, period)) {
      const from = BASE_OF[column];
      const cell = from && cells[filed === null ? column : from];
      if (!cell || row.cells[key]?.[column] !== undefined) continue;
      if (cell.value === null && cell.missing === undefined) continue;
      const { value, missing } = cell;
      suggested[key] = { ...suggested[key], [column]: missing === undefined ? { value } : { value, missing } };
    }
  }
  return suggested;
}

interface Waiting {
  readonly may: readonly Act[];
  readonly standing: Standing;
  readonly actor: Actor;
  readonly hasOpenQuestion: boolean;
  readonly reporter: string;
}

/** Whose turn it is, where it is not the asker's; null where it is, or where nothing waits. */
function waitsFor(row: ReturnRow, { may, standing, actor, hasOpenQuestion, reporter }: Waiting, locale: Locale) {
  const { waits, levels } = returnText(locale);
  const { review } = row.definition;
  if (['open', 'draft', 'returned', 'reopened'].includes(row.state)) {
    return standing.isReporter ? null : waits.reporter(reporter);
  }
  if (hasOpenQuestion && !standing.isReporter) return waits.answer(reporter);
  const act = row.state === 'submitted' && review.length > 1 ? 'check' : 'approve';
  if ((row.state !== 'submitted' && row.state !== 'checked') || may.includes(act)) return null;
  if (act === 'approve' && may.includes('send-back') && !isSecondPair(row, actor)) return waits.secondPair;
  const level = act === 'check' ? review[0] : review.at(-1);
  return level === undefined ? null : waits.step(levels[level], act);
}

const MOST_USES = 50;

/** Regions that the figures are added into, lowest first, and how many targets are judged by figures of the form there. */
async function goesTo(tx: Tx, row: ReturnRow, locale: Locale): Promise<ReturnView['goesTo']> {
  const parents = await selectParentsUpTo(tx, [row.regionCode], row.roundRegion);
  const regions = [row.regionCode];
  for (let at = parents.get(row.regionCode); at !== undefined; at = parents.get(at)) regions.push(at);
  const names = await regionNames(tx, regions, locale);
  const keys = new Map(
    row.definition.sections
      .flatMap((section) => (section.open === null ? section.rows : []))
      .flatMap(({ indicator, scope }) =>
        indicator === null ? [] : [{ indicatorCode: indicator, scopeKey: scopeKey(scope) }],
      )
      .map((key) => [`${key.indicatorCode}|${key.scopeKey}`, key]),
  );
  const series = [...keys.values()].flatMap((key) => regions.map((regionCode) => ({ ...key, regionCode })));
  const uses = await usesOf(tx, series, MOST_USES);
  return { regions: regions.map((code) => names.get(code) ?? code), targets: uses.length };
}
