import type { Tx } from '../../kernel/access/actor.ts';
import { conflict } from '../../kernel/errors.ts';
import type {
  ImportChange,
  ImportContext,
  Importer,
  ImportRow,
  RowOutcome,
  RunContext,
} from '../../kernel/imports/importer.ts';
import { loadIndicatorNames, loadRegionNames } from '../statistics/index.ts';
import { LEDGER_COLUMNS, type LedgerColumn } from './ledger-export.ts';
import { type RowNames, readRow } from './ledger-import-row.ts';
import { selectLedger } from './ledger-queries.ts';
import { ledgerText, ledgerTexts } from './ledger-text.ts';
import { findPlan } from './library-queries.ts';
import type { TargetPatch, TargetView } from './model.ts';
import { columnsOf, type Snapshot, snapshotOf } from './review-fields.ts';
import { changeTarget, type Unit } from './review-history.ts';
import { openTarget } from './review-open.ts';
import { patchedColumns } from './review-patch.ts';
import { historyOf } from './review-queries.ts';
import { type TargetRow, targetViews } from './target-rows.ts';

const [ZH, EN] = ledgerTexts;
const hintOf = (text: typeof ZH, id: LedgerColumn): string =>
  id in text.hints ? text.hints[id as keyof typeof text.hints] : text.readOnly;

const EXAMPLES: Partial<Record<LedgerColumn, string>> = {
  plan: '浙江省加快新能源汽车产业发展行动方案',
  name: '新能源整车出口量',
  indicator: 'nev-exports',
  deadline: '2025',
  region: '330000',
  lead: '省商务厅',
};

/** The ledger's own table, mended and read back: what is empty in the file's columns is emptied, other columns stay. */
export const ledgerImporter: Importer = {
  kind: 'targets',
  names: { zh: '目标台账', en: 'Targets' },
  permission: 'plans.write',
  columns: LEDGER_COLUMNS.map((id) => ({
    id,
    zh: ZH.columns[id],
    en: EN.columns[id],
    hint: { zh: hintOf(ZH, id), en: hintOf(EN, id) },
    example: EXAMPLES[id] ?? '',
  })),
  check,
  write,
  undo,
};

/** What can be set by the table, and with it what is kept for taking it back. */
const EDITABLE = [
  'indicatorCode',
  'scope',
  'transform',
  'fromYear',
  'deadline',
  'baselineYear',
  'baselineValue',
  'regionCode',
  'responsible',
] as const satisfies readonly (keyof TargetPatch)[];

async function check(tx: Tx, rows: readonly ImportRow[], { actor, locale }: ImportContext): Promise<RowOutcome[]> {
  const say = ledgerText(locale);
  const names: RowNames = { indicators: await loadIndicatorNames(tx), regions: await loadRegionNames(tx), locale };
  const kind = ['target', 'baseline', 'parameter'];
  const views = await targetViews(tx, await selectLedger(tx, { kind }), { actor });
  const find = finder(views, names);
  // A column without a single cell is taken as not being there: an empty one would empty every target.
  const has = new Set(LEDGER_COLUMNS.filter((id) => rows.some(({ values }) => values[id] !== '')));
  return rows.map((row): RowOutcome => {
    const found = find(row);
    if (found.length !== 1 || !found[0]) return notFound(row, found.length, say);
    const [view] = found;
    const { patch, problems } = readRow(row, view, has, names);
    if (problems.length > 0) return { status: 'wrong', problems };
    const fields = EDITABLE.filter((field) => patch[field] !== undefined);
    const subject = `target:${view.id}`;
    if (fields.length === 0) return { status: 'unchanged', subject };
    if (!view.mayEdit) {
      const problem = {
        column: 'plan',
        value: view.planTitle,
        problem: say.notYours(view.planTitle),
        remedy: say.notYoursRemedy,
      };
      return { status: 'wrong', problems: [problem] };
    }
    return { status: 'changed', subject, before: pick(valuesOf(view), fields), after: pick(patch, fields) };
  });
}

/** By its id; without one by plan, name, deadline and place. */
function finder(views: readonly TargetView[], { regions }: RowNames): (row: ImportRow) => readonly TargetView[] {
  const byId = new Map(views.map((view) => [view.id, view]));
  return ({ values }) => {
    const id = values.id ?? '';
    const known = byId.get(id);
    if (id !== '') return known ? [known] : [];
    const place = values.region ? regions.find(values.region) : null;
    return views.filter(
      (view) =>
        view.planTitle === values.plan &&
        view.indicatorName === values.name &&
        (!values.deadline || String(view.deadline ?? '') === values.deadline) &&
        (place?.kind !== 'found' || view.region.code === place.code),
    );
  };
}

function notFound(row: ImportRow, count: number, say: typeof ZH): RowOutcome {
  const id = row.values.id ?? '';
  const problem =
    id !== ''
      ? { column: 'id', value: id, problem: say.targetUnknown(id), remedy: say.targetUnknownRemedy }
      : {
          column: 'name',
          value: row.values.name ?? '',
          problem: count === 0 ? say.noTarget : say.severalTargets(count),
          remedy: say.noTargetRemedy,
        };
  return { status: 'wrong', problems: [problem] };
}

const valuesOf = (view: TargetView): TargetPatch => ({
  indicatorCode: view.binding === 'unbound' ? null : view.indicatorCode,
  scope: view.scope,
  transform: view.transform,
  fromYear: view.fromYear,
  deadline: view.deadline,
  baselineYear: view.baselineYear,
  baselineValue: view.baselineValue,
  regionCode: view.region.code,
  responsible: view.responsible,
});

/** What binds a target hangs together: taking one of the two back needs both. */
function pick(values: TargetPatch, fields: readonly (keyof TargetPatch)[]): TargetPatch {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null])) as TargetPatch;
}

const idOf = (change: ImportChange): string => change.subject.slice('target:'.length);

async function write(tx: Tx, changes: readonly ImportChange[], context: RunContext): Promise<void> {
  for (const change of changes) await apply(tx, idOf(change), change.after as TargetPatch, context);
}

/** @throws AppError 409 where a target was changed otherwise in the meantime. */
async function undo(tx: Tx, changes: readonly ImportChange[], context: RunContext): Promise<void> {
  for (const change of changes) {
    const row = await openTarget(tx, idOf(change), null);
    const [view] = await targetViews(tx, [row], { actor: context.actor });
    const after = change.after as TargetPatch;
    const fields = Object.keys(after) as (keyof TargetPatch)[];
    if (!view || !equal(pick(valuesOf(view), fields), after)) {
      throw conflict('import-changed-since', ledgerText(context.locale).changedSince(row.indicator_name));
    }
    await takeBack(tx, row, context);
  }
}

/**
 * Puts back every column that the import touched, those that followed from it included: the reader's own certainty, an
 * assumed deadline, its question. The history holds them; imports taken back since are passed over.
 * @throws AppError 409 where one of them was changed otherwise in the meantime.
 */
async function takeBack(tx: Tx, row: TargetRow, { actor, locale }: RunContext): Promise<void> {
  const standing: Snapshots[] = [];
  for (const entry of (await historyOf(tx, row.id)) as (Snapshots & { action: string })[]) {
    if (entry.action === 'import-undo') standing.pop();
    else if (entry.action === 'import') standing.push(entry);
  }
  const { before, after } = standing.at(-1) ?? {};
  // A file that said what was there already changed nothing.
  if (!before || !after) return;
  const { responsible, ...fields } = before;
  const { responsible: _, ...written } = after;
  const now = snapshotOf(row);
  if (!Object.entries(written).every(([field, value]) => equal(now[field], value))) {
    throw conflict('import-changed-since', ledgerText(locale).changedSince(row.indicator_name));
  }
  const units = responsible as readonly Unit[] | undefined;
  await changeTarget(tx, actor, row, { action: 'import-undo', columns: columnsOf(fields), units });
}

interface Snapshots {
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
}

async function apply(tx: Tx, id: string, patch: TargetPatch, { actor }: RunContext): Promise<void> {
  const row = await openTarget(tx, id, null);
  const plan = await findPlan(tx, row.plan_id);
  const { columns, units } = await patchedColumns(tx, row, { period_start: plan?.period_start ?? null }, patch, () =>
    Promise.resolve(''),
  );
  await changeTarget(tx, actor, row, { action: 'import', columns, units });
}

/** Independent of the order of keys, which the store does not keep. */
function equal(a: unknown, b: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(sorted)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .sort(([x], [y]) => (x < y ? -1 : 1))
              .map(([key, own]) => [key, sorted(own)]),
          )
        : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
