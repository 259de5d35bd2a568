import type { Cell, Cells } from '@liannao/statistics';
import { useMutation } from '@tanstack/react-query';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog } from '../../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../../shell/widgets/ErrorState.tsx';
import { FileField } from '../../../../shell/widgets/FileField.tsx';
import { PlainHead } from '../../../../shell/widgets/PlainHead.tsx';
import { readExcel } from '../api.ts';
import { type CellSet, differences } from '../model/cells.ts';
import type { CellAt } from '../model/moves.ts';
import { text } from '../text.ts';

interface ExcelDialogProps {
  returnId: string;
  cells: Cells;
  /** Keys of the form's rows from top to bottom. */
  order: readonly string[];
  nameOf: (cell: CellAt) => string;
  textOf: (row: string, cell: Cell | null) => string;
  onWrite: (sets: readonly CellSet[]) => void;
  onClose: () => void;
}

/** A filled template, read but not written: what would change, what could not be read, and then the decision. */
export function ExcelDialog({ returnId, cells, order, nameOf, textOf, onWrite, onClose }: ExcelDialogProps) {
  const t = useText(text).excel;
  const read = useMutation({ mutationFn: (file: File) => readExcel(returnId, file) });
  const changes = read.data ? inOrder(changesOf(cells, read.data.cells), order) : [];
  return (
    <Dialog
      title={t.title}
      width={760}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="ln-button" onClick={onClose}>
            {t.cancel}
          </button>
          <button
            type="button"
            className="ln-button ln-primary"
            disabled={changes.length === 0}
            onClick={() => {
              onWrite(changes.map(({ row, column, after }) => ({ row, column, cell: after })));
              onClose();
            }}
          >
            {t.write(changes.length)}
          </button>
        </>
      }
    >
      <div className="ln-form">
        <FileField
          label={t.file}
          hint={t.hint}
          accept=".xlsx"
          file={read.variables ?? null}
          onChange={(file) => file && read.mutate(file)}
        />
        {read.isPending ? <p role="status">{t.reading}</p> : null}
        {read.isError ? <ErrorState error={read.error} /> : null}
        {read.data ? (
          <>
            <p role="status">{t.read(read.data.read)}</p>
            {read.data.problems.length > 0 ? (
              <>
                <p className="ln-warning">{t.problems(read.data.problems.length)}</p>
                <table className="ln-plain-table">
                  <PlainHead caption={t.problems(read.data.problems.length)} columns={[t.place, t.put, t.why]} />
                  <tbody>
                    {read.data.problems.map((one) => (
                      <tr key={one.cell}>
                        <th scope="row">{one.cell}</th>
                        <td>{one.value}</td>
                        <td>
                          {one.problem} {one.remedy}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </>
            ) : null}
            <p>{changes.length > 0 ? t.changes(changes.length) : t.noChanges}</p>
            {changes.length > 0 ? (
              <table className="ln-plain-table">
                <PlainHead caption={t.changes(changes.length)} columns={[t.cell, t.before, t.after]} />
                <tbody>
                  {changes.map(({ row, column, before, after }) => (
                    <tr key={`${row} ${column}`}>
                      <th scope="row">{nameOf({ row, column })}</th>
                      <td className="ln-right">{textOf(row, before)}</td>
                      <td className="ln-right">{textOf(row, after)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            ) : null}
          </>
        ) : null}
      </div>
    </Dialog>
  );
}

/** Cells that the file has and that differ; what it leaves out stays. What was said to a cell stays with it. */
function changesOf(cells: Cells, file: Cells) {
  return differences(cells, file).flatMap((change) => {
    const { row, column, before, after } = change;
    if (after === null) return [];
    const said = { ...before, ...after };
    if (before && said.value === before.value && said.missing === before.missing) return [];
    return [{ row, column, before, after: after.value === null ? after : { ...after, ...saidOf(before) } }];
  });
}

/** As on the paper; lines that the file adds come last. */
function inOrder<T extends { row: string }>(changes: readonly T[], order: readonly string[]): T[] {
  const place = new Map(order.map((row, index) => [row, index]));
  const at = ({ row }: T) => place.get(row) ?? order.length;
  return changes.toSorted((a, b) => at(a) - at(b));
}

const saidOf = (cell: Cell | null) => ({
  ...(cell?.reason === undefined ? {} : { reason: cell.reason }),
  ...(cell?.reasonCode === undefined ? {} : { reasonCode: cell.reasonCode }),
});
