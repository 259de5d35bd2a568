import type { Cell, Cells } from '@liannao/statistics';
import { useCallback, useMemo, useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { SyntheticMark } from '../../../shell/widgets/SyntheticMark.tsx';
import { AddLineDialog } from './acts/AddLineDialog.tsx';
import { ConflictDialog } from './acts/ConflictDialog.tsx';
import { ExcelDialog } from './acts/ExcelDialog.tsx';
import { StaleDraft } from './acts/StaleDraft.tsx';
import { VersionsPanel } from './acts/VersionsPanel.tsx';
import type { LoadedReturn } from './api.ts';
import { FillingHead } from './FillingHead.tsx';
import { Grid } from './grid/Grid.tsx';
import { goToCell, useGridKeys } from './grid/use-grid-keys.ts';
import type { CellSet } from './model/cells.ts';
import { cellText } from './model/entry.ts';
import { type LineScope, openKeys, type RowLine } from './model/lines.ts';
import type { CellAt } from './model/moves.ts';
import { lineEmptied, scopeOfKey, withLine, withoutLine } from './model/open-lines.ts';
import { PaperFoot, PaperHead } from './print/Paper.tsx';
import { AboutPart } from './side/AboutPart.tsx';
import { FindingsPart } from './side/FindingsPart.tsx';
import { QuestionsPart } from './side/QuestionsPart.tsx';
import { ReasonDialog } from './side/ReasonDialog.tsx';
import { text } from './text.ts';
import { momentWords } from './times.ts';
import { useCodeNames } from './use-code-names.ts';
import { useDraft, useFindings, useLayout } from './use-return.ts';
import type { ReturnView } from './view.ts';
import { columnTitle, rowName, rowOfKey, scopeName } from './words.ts';

type Open =
  | { kind: 'excel' | 'versions' }
  | { kind: 'line'; section: string }
  | { kind: 'reason'; cell: CellAt; base: boolean };

/** The form with what stands beside it: what is to be dealt with, questions, where the figures go. */
export function Filling({ loaded, user }: { loaded: LoadedReturn; user: string }) {
  const { view } = loaded;
  const t = useText(text);
  const language = useLanguage();
  const { definition } = view;
  const { store, draft } = useDraft(loaded, user);
  const layout = useLayout(view, draft);
  const found = useFindings(view, layout.period, draft);
  const isOpen = view.may.includes('save');
  const [open, setOpen] = useState<Open | null>(null);
  const [said, say] = useState('');
  const keys = openKeys(draft.cells);
  const codeName = useCodeNames(view, keys === '' ? [] : keys.split('\n'));
  const close = () => setOpen(null);
  const changeBase = useCallback((cell: CellAt) => setOpen({ kind: 'reason', cell, base: true }), []);
  const { actions, handlers, focused, nextProblem } = useGridKeys({
    store,
    layout,
    found,
    isOpen,
    onChangeBase: changeBase,
    say,
  });
  const words = useMemo(() => ({ t, language }), [t, language]);
  const nameOf = ({ row, column }: { row: string | null; column: CellAt['column'] | null }) => {
    const line = row === null ? undefined : layout.rows.find(({ id }) => id === row);
    const known = line?.row ?? (row === null ? undefined : rowOfKey(definition, row));
    if (!known) return row ?? t.side.whole;
    const scope = line ? scopeOfKey(line.id) : null;
    const which = line && scope ? ` ${scopeName(line.section, scope, codeName)}` : '';
    const name = `${known.code} ${rowName(known, words)}${which}`;
    return column ? t.cellName(name, columnTitle({ definition, period: layout.period }, column, words)) : name;
  };
  const textOf = (row: string, cell: Cell | null) => {
    const known = rowOfKey(definition, row);
    return known ? cellText(cell, known) : (cell?.value ?? '');
  };
  const put = (sets: readonly CellSet[]) => store.put(sets);
  const takeLast = () => {
    const sets = lastStocks(view, layout.rows, draft.cells);
    put(sets);
    say(t.acts.tookLast(sets.length));
  };
  const removeLine = (section: string, scope: LineScope) => {
    put(lineEmptied(definition, draft.cells, { section, scope }));
    store.replace(withoutLine(definition, store.get().cells, { section, scope }));
  };
  const section = open?.kind === 'line' ? definition.sections.find(({ id }) => id === open.section) : undefined;
  const reasonRow = open?.kind === 'reason' ? rowOfKey(definition, open.cell.row) : undefined;
  return (
    <div className="stat-filling">
      <FillingHead
        view={view}
        store={store}
        draft={draft}
        left={found.due.length}
        isOpen={isOpen}
        onNext={nextProblem}
        onExcel={() => setOpen({ kind: 'excel' })}
        onVersions={() => setOpen({ kind: 'versions' })}
        onTakeLast={takeLast}
        say={say}
      />
      <PaperHead view={view} />
      {loaded.copyOf !== null ? (
        <p className="ln-warning ln-small">{t.copyOf(momentWords(loaded.copyOf, language))}</p>
      ) : null}
      {loaded.kept && isOpen && draft.savedAt === null ? <p className="ln-note ln-small">{t.kept.restored}</p> : null}
      <StaleDraft loaded={loaded} user={user} nameOf={nameOf} />
      {draft.taken > 0 ? <p className="ln-note ln-small">{t.kept.taken(draft.taken)}</p> : null}
      {draft.problem ? <ErrorState error={draft.problem} safe={t.kept.refused} /> : null}
      <div className="stat-said ln-small ln-second" role="status">
        {said}
      </div>
      <div className="stat-filling-body">
        <div>
          <Grid
            view={view}
            layout={layout}
            draft={draft}
            found={found}
            isOpen={isOpen}
            nameOf={codeName}
            actions={actions}
            handlers={handlers}
            onAddLine={(section) => setOpen({ kind: 'line', section })}
            onRemoveLine={removeLine}
          />
          <PaperFoot view={view} cells={draft.cells} nameOf={nameOf} />
        </div>
        <aside className="stat-side ln-no-print" aria-label={t.side.progress}>
          <FindingsPart
            definition={definition}
            found={found}
            typed={draft.typed}
            isOpen={isOpen}
            onMend={put}
            onExplain={(cell) => setOpen({ kind: 'reason', cell, base: false })}
            onGo={(row, column) => goToCell({ row, column: column ?? layout.columns[0] ?? 'current' })}
            onNext={nextProblem}
          />
          <QuestionsPart
            view={view}
            focused={focused}
            nameOf={nameOf}
            onGo={(row, column) => goToCell({ row, column: column ?? layout.columns[0] ?? 'current' })}
          />
          <AboutPart view={view} />
          {view.synthetic ? (
            <div>
              <SyntheticMark />
            </div>
          ) : null}
        </aside>
      </div>
      {open?.kind === 'excel' ? (
        <ExcelDialog
          returnId={view.id}
          cells={draft.cells}
          order={layout.rows.map(({ id }) => id)}
          nameOf={nameOf}
          textOf={textOf}
          onWrite={put}
          onClose={close}
        />
      ) : null}
      {open?.kind === 'versions' ? (
        <VersionsPanel returnId={view.id} nameOf={nameOf} textOf={textOf} onClose={close} />
      ) : null}
      {open?.kind === 'reason' && reasonRow ? (
        <ReasonDialog
          row={reasonRow}
          name={nameOf(open.cell)}
          cell={draft.cells[open.cell.row]?.[open.cell.column]}
          known={open.base ? (layout.known[open.cell.row]?.[open.cell.column] ?? { value: null }) : null}
          onSave={(cell) => put([{ ...open.cell, cell }])}
          onClose={close}
        />
      ) : null}
      {section ? (
        <AddLineDialog
          section={section}
          lists={view.lists}
          taken={layout.rows.map(({ id }) => id)}
          onAdd={(scope) => store.replace(withLine(definition, store.get().cells, { section: section.id, scope }))}
          onClose={close}
        />
      ) : null}
      {draft.conflict ? (
        <ConflictDialog merged={draft.conflict.merged} store={store} nameOf={nameOf} textOf={textOf} />
      ) : null}
    </div>
  );
}

/** Stocks of the last report, for the cells that are blank: they seldom change. */
function lastStocks(view: ReturnView, rows: readonly RowLine[], cells: Cells): CellSet[] {
  const earlier = view.past.filter(({ period }) => period < view.period);
  const last = earlier.toSorted((a, b) => (a.period < b.period ? 1 : -1))[0];
  return rows.flatMap(({ id, row }): CellSet[] => {
    const value = last?.cells[id]?.current?.value;
    if (row.kind !== 'stock' || !value || cells[id]?.current !== undefined) return [];
    return [{ row: id, column: 'current', cell: { value } }];
  });
}
