/** What is done to a draft. Each change is one transaction on the revision that the editor saw. */
import { convert } from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { changedMeanwhile, conflict, forbidden, notFound, unprocessable } from '../../kernel/errors.ts';
import { withChanges } from './changes.ts';
import { checkReport } from './checks.ts';
import { type Facts, type FigureFact, seriesKey } from './facts.ts';
import type { ReportLock, ReportPatch } from './model.ts';
import { isSynthetic, pagesOf } from './pages.ts';
import {
  deleteReport,
  type FoundReport,
  lockReport,
  nextNumber,
  selectReport,
  setOpen,
  updateReport,
} from './queries.ts';
import { factsForBlocks, loadToday, withFresh } from './refresh.ts';
import { reportText } from './text.ts';

export interface Change {
  readonly id: string;
  /** That the change is based on; null: whichever there is. */
  readonly revision: number | null;
  readonly now: Date;
}

/** @throws AppError 404 `report-not-found`. */
export async function findReport(tx: Tx, id: string): Promise<FoundReport> {
  const row = await selectReport(tx, id);
  if (!row) throw notFound('report', id);
  return row;
}

/** @throws AppError 404; 403 outside the actor's regions; 412 `report-changed-meanwhile`; 409 `report-issued`. */
async function openDraft(tx: Tx, { id, revision }: Change): Promise<FoundReport> {
  const seen = await findReport(tx, id);
  if (!seen.may_write)
    throw forbidden('outside-your-regions', 'This report belongs to a region that you may not change.');
  if (seen.state === 'issued') throw conflict('report-issued', 'An issued report is not changed; make a new one.');
  await lockReport(tx, id);
  const row = await findReport(tx, id);
  if (row.state === 'issued') throw conflict('report-issued', 'An issued report is not changed; make a new one.');
  if (revision !== null && row.revision !== revision) throw changedMeanwhile('report');
  return row;
}

const stored = (facts: Facts) => ({
  facts: JSON.stringify(facts),
  synthetic: isSynthetic(facts),
  state: 'draft' as const,
});

export async function patchReport(tx: Tx, actor: Actor, change: Change, patch: ReportPatch): Promise<void> {
  const row = await openDraft(tx, change);
  const blocks = patch.blocks;
  const facts = blocks ? await factsForBlocks(tx, row, blocks) : row.facts;
  await updateReport(tx, row.id, {
    ...stored(facts),
    ...(blocks ? { blocks: JSON.stringify(blocks) } : {}),
    ...(patch.title ? { title_zh: patch.title.zh || patch.title.en, title_en: patch.title.en || patch.title.zh } : {}),
    author: actor.name,
  });
  await audit(tx, actor, {
    action: 'report.edit',
    subject: `report/${row.id}`,
    detail: { blocks: blocks?.length, title: patch.title?.zh },
  });
}

/** Takes these figures, or all of them and the data date with them, as they are known now. */
export async function updateFigures(
  tx: Tx,
  actor: Actor,
  change: Change,
  keys: readonly string[] | undefined,
): Promise<void> {
  const row = await openDraft(tx, change);
  const today = await loadToday(tx, row, change.now);
  const facts = keys ? withFresh(row.facts, today, new Set(keys)) : today;
  await updateReport(tx, row.id, { ...stored(facts), ...(keys ? {} : { known_at: change.now }), author: actor.name });
  await audit(tx, actor, { action: 'report.update', subject: `report/${row.id}`, detail: { keys: keys ?? 'all' } });
}

/** @throws AppError 422 `report-figure-unknown`, `report-lock-unit`. */
export async function lockFigure(tx: Tx, actor: Actor, change: Change, { key, lock }: ReportLock): Promise<void> {
  const row = await openDraft(tx, change);
  const figure = row.facts.figures[key];
  if (!figure) throw unprocessable('report-figure-unknown', `The report shows no figure ${key}.`);
  const today =
    lock === null ? await loadToday(tx, { ...row, facts: { ...row.facts, figures: {} } }, row.known_at) : null;
  const next: FigureFact =
    lock === null
      ? (today?.figures[key] ?? withoutLock(figure))
      : {
          ...figure,
          ...(lock.value === undefined ? {} : { value: ownValue(row.facts, figure, lock.value), missing: null }),
          lock: { reason: lock.reason, by: actor.name, at: change.now.toISOString(), own: lock.value !== undefined },
        };
  const facts = { ...row.facts, figures: { ...row.facts.figures, [key]: next } };
  await updateReport(tx, row.id, { ...stored(facts), author: actor.name });
  await audit(tx, actor, {
    action: lock ? 'report.lock' : 'report.unlock',
    subject: `report/${row.id}`,
    detail: { key, ...lock },
  });
}

function withoutLock({ lock: _, ...figure }: FigureFact): FigureFact {
  return figure;
}

/** A person types in the unit that is shown; kept is the stored one. */
function ownValue(facts: Facts, figure: FigureFact, value: number): number {
  const indicator = facts.indicators[seriesKey(figure)];
  if (!indicator) throw unprocessable('report-figure-unknown', 'The report does not know this indicator.');
  const shown = convert(1, indicator.unit, indicator.shownAs).ok ? indicator.shownAs : indicator.unit;
  const converted = convert(value, shown, indicator.unit);
  return converted.ok ? converted.value : value;
}

/** @throws AppError 422 `report-figures-missing` while a figure is missing. */
export async function checkIn(tx: Tx, actor: Actor, change: Change): Promise<void> {
  const row = await openDraft(tx, change);
  barMissing(await checksOf(tx, row, change.now));
  await updateReport(tx, row.id, { state: 'checked' });
  await audit(tx, actor, { action: 'report.check', subject: `report/${row.id}` });
}

async function checksOf(tx: Tx, row: FoundReport, now: Date) {
  const today = await loadToday(tx, row, now);
  const { doc, changes } = withChanges(pagesOf(row, 'zh'), pagesOf(row, 'zh', today));
  return checkReport({ doc, blocks: row.blocks, facts: row.facts, changes });
}

function barMissing(checks: ReturnType<typeof checkReport>): void {
  const barred = checks.filter((check) => check.level === 'bar');
  if (barred.length === 0) return;
  const errors = barred.flatMap((check) =>
    check.blocks.map((block) => ({ field: block, code: check.code, message: check.text })),
  );
  throw unprocessable('report-figures-missing', 'Figures are still missing; supply or lock them first.', errors);
}

/**
 * Gives the report its number, for good.
 * @throws AppError 409 `report-not-checked` for a draft that nobody sent; 422 as `checkIn`.
 */
export async function issueReport(tx: Tx, actor: Actor, change: Change, { open }: { open: boolean }): Promise<void> {
  const row = await openDraft(tx, change);
  if (row.state !== 'checked') throw conflict('report-not-checked', 'Check the report before it is issued.');
  barMissing(await checksOf(tx, row, change.now));
  const year = row.month.slice(0, 4);
  const number = await nextNumber(tx, { kind: row.kind, region: row.region_code, year });
  const text = reportText.zh;
  const place = row.facts.regions[row.region_code]?.short ?? row.region_name;
  const number_text = text.number(place, text.kindShort[row.kind], year, number);
  await updateReport(tx, row.id, { state: 'issued', number, number_text, issued_at: change.now, open });
  await audit(tx, actor, {
    action: 'report.issue',
    subject: `report/${row.id}`,
    detail: { number: number_text, open },
  });
}

/** Whether anybody may read an issued report. @throws AppError 409 `report-not-issued`. */
export async function openReport(tx: Tx, actor: Actor, id: string, open: boolean): Promise<void> {
  const row = await findReport(tx, id);
  if (!row.may_write)
    throw forbidden('outside-your-regions', 'This report belongs to a region that you may not change.');
  if (row.state !== 'issued') throw conflict('report-not-issued', 'Only an issued report is opened to everyone.');
  await setOpen(tx, id, open);
  await audit(tx, actor, { action: 'report.open', subject: `report/${id}`, detail: { open } });
}

export async function removeReport(tx: Tx, actor: Actor, change: Change): Promise<void> {
  const row = await openDraft(tx, change);
  await deleteReport(tx, row.id);
  await audit(tx, actor, { action: 'report.delete', subject: `report/${row.id}`, detail: { title: row.title_zh } });
}
