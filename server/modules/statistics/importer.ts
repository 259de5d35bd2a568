import type { Tx } from '../../kernel/access/actor.ts';
import { conflict } from '../../kernel/errors.ts';
import type {
  ImportChange,
  ImportContext,
  Importer,
  ImportRow,
  RowOutcome,
  RowProblem,
  RunContext,
} from '../../kernel/imports/importer.ts';
import { appendObservation } from '../../kernel/observation/queries.ts';
import { type CheckedFigure, checkFigure, type FieldFault } from './check-figure.ts';
import { keyOf, reasonWanted, sameFigure } from './entry.ts';
import { type CurrentFigure, type FigureKey, selectCurrent, selectWritableRegions } from './importer-queries.ts';
import { loadIndicatorNames } from './indicator-names.ts';
import { dimensionWords, membersOf, memberWords, scopeDimensionNames } from './model-scope.ts';
import { selectImportFile } from './observation-queries.ts';
import { loadRegionNames } from './region-names.ts';
import { bothLanguages, type Locale, type Text, textFor } from './text.ts';

type Column = keyof Text['hints'];

const [ZH, EN] = bothLanguages((text) => text);
const column = (id: Column, example: string, required = false) => ({
  id,
  zh: ZH.columns[id],
  en: EN.columns[id],
  required,
  hint: { zh: ZH.hints[id], en: EN.hints[id] },
  example,
});

/** All dimensions with their members, a line each. */
const scopeGuide = (locale: Locale): string =>
  scopeDimensionNames
    .map((name) => {
      const words = membersOf(name).map((member) => memberWords(name, member, locale));
      const [colon, comma] = locale === 'zh' ? ['：', '、'] : [': ', ', '];
      return `${dimensionWords(name, locale)}${words.length > 0 ? colon : ''}${words.join(comma)}`;
    })
    .join('\n');

/** A figure as it is kept for taking an import back. */
type Kept = Omit<CurrentFigure, 'importRunId'>;
type Written = Kept & { readonly row: number };

/** Figures in a table, one a row: the shape that the list of figures is exported in. */
export const observationsImporter: Importer = {
  kind: 'observations',
  names: { zh: '指标数据', en: 'Observations' },
  permission: 'statistics.write',
  columns: [
    column('indicator', '新能源汽车产量', true),
    column('indicatorName', ''),
    { ...column('scope', ''), guide: { zh: scopeGuide('zh'), en: scopeGuide('en') } },
    column('region', '杭州市萧山区', true),
    column('regionName', ''),
    column('period', '2025年1-8月', true),
    column('value', '1.26'),
    column('unit', '万辆'),
    column('missing', ''),
    column('status', '已审定'),
    column('source', '产量月报'),
    column('reason', ''),
  ],
  check,
  write,
  undo,
};

const subjectOf = (key: FigureKey) => [key.indicatorCode, key.scopeKey, key.regionCode, key.period].join('|');

async function check(tx: Tx, rows: readonly ImportRow[], { locale }: ImportContext): Promise<RowOutcome[]> {
  const names = { indicators: await loadIndicatorNames(tx), regions: await loadRegionNames(tx) };
  const checked = rows.map(({ values }) => checkFigure({ ...BLANK, ...values }, names, locale));
  const figures = checked.flatMap((one) => ('figure' in one ? [one.figure] : []));
  const current = new Map((await selectCurrent(tx, figures.map(keyOf))).map((figure) => [subjectOf(figure), figure]));
  const writable = await selectWritableRegions(tx, [...new Set(figures.map((figure) => figure.regionCode))]);
  return rows.map((row, i): RowOutcome => {
    const one = checked[i];
    if (!one || 'faults' in one) return { status: 'wrong', problems: (one?.faults ?? []).map(problemOf) };
    const { figure } = one;
    const subject = subjectOf(keyOf(figure));
    const before = current.get(subject);
    if (before && sameFigure(before, figure)) return { status: 'unchanged', subject };
    const faults = refusalsOf(
      row,
      { figure, before, place: names.regions.fullName(figure.regionCode), writable },
      textFor(locale),
    );
    if (faults.length > 0) return { status: 'wrong', problems: faults.map(problemOf) };
    const after: Written = {
      ...keyOf(figure),
      value: figure.value,
      missing: figure.missing,
      status: figure.status,
      synthetic: false,
      open: before?.open ?? false,
      source: { kind: 'import', note: row.values.source ?? '' },
      reason: row.values.reason || null,
      row: row.line,
    };
    return { status: before ? 'changed' : 'new', subject, before: before ? kept(before) : null, after };
  });
}

const BLANK = { indicator: '', scope: '', region: '', period: '', value: '', missing: '', unit: '', status: '' };
const problemOf = ({ field, code: _, ...said }: FieldFault): RowProblem => ({ column: field, ...said });
const kept = ({ importRunId: _, ...figure }: CurrentFigure): Kept => figure;

/** What is well written and still may not be: another's region, a change or an odd figure without its reason. */
function refusalsOf(
  row: ImportRow,
  of: { figure: CheckedFigure; before: CurrentFigure | undefined; place: string; writable: ReadonlySet<string> },
  say: Text,
): FieldFault[] {
  const { figure, before, place, writable } = of;
  const faults: FieldFault[] = [];
  if (!writable.has(figure.regionCode)) {
    const value = row.values.region ?? '';
    faults.push({
      field: 'region',
      code: 'outside-your-regions',
      value,
      problem: say.outsideRegions(place),
      remedy: say.outsideRemedy(),
    });
  }
  // An export carries the last reason along; left standing, it is not the reason of this change.
  const reason = row.values.reason ?? '';
  const wanted = reason === '' || reason === before?.reason ? reasonWanted(figure, before, say) : null;
  if (wanted) faults.push({ ...wanted, value: reason });
  return faults;
}

async function write(tx: Tx, changes: readonly ImportChange[], { actor, runId }: RunContext): Promise<void> {
  for (const change of changes) {
    const { row, source, ...figure } = change.after as Written;
    await appendObservation(tx, {
      ...figure,
      partyId: null,
      source: { ...source, row, by: actor.name },
      importRunId: runId,
      enteredBy: actor.userId,
    });
  }
}

/** Nothing is erased: the earlier value comes back as a new revision, and what was not there is withdrawn. */
async function undo(tx: Tx, changes: readonly ImportChange[], { actor, runId, locale }: RunContext): Promise<void> {
  const say = textFor(locale);
  const written = changes.map((change) => change.after as Written);
  const current = new Map((await selectCurrent(tx, written)).map((figure) => [subjectOf(figure), figure]));
  const reason = say.undoReason((await selectImportFile(tx, runId))?.fileName ?? runId);
  for (const change of changes) {
    const { row: _, ...after } = change.after as Written;
    const now = current.get(change.subject);
    if (now?.importRunId !== runId) throw conflict('import-changed-since', say.changedSince(change.subject));
    const before = change.before as Kept | null;
    await appendObservation(tx, {
      ...(before ?? { ...after, value: null, missing: 'withdrawn' }),
      partyId: null,
      reason,
      importRunId: null,
      enteredBy: actor.userId,
    });
  }
}
