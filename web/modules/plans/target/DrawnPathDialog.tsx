import { parsePeriod, periodCode } from '@liannao/statistics';
import { useState } from 'react';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { inTargetUnit, planUnit, toStored } from '../ledger/quantity.ts';
import { useChoosePath } from '../ledger-api.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { NumberCell } from './NumberCell.tsx';
import { numberOf } from './numbers.ts';

interface Row {
  key: number;
  period: string;
  value: string;
}

/** A path drawn as a table: when, and how much by then. */
export function DrawnPathDialog(props: { detail: TargetDetail; etag: string | null; onClose: () => void }) {
  const { detail, onClose } = props;
  const t = useText(text).drawn;
  const cancel = useText(ledgerText).cancel;
  const { target } = detail;
  const choose = useChoosePath(target.id, props.etag);
  const [rows, setRows] = useState<readonly Row[]>(() => startOf(detail));
  const [tried, setTried] = useState(false);
  const unit = planUnit(inTargetUnit(target, 0).unit);
  const change = (key: number, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const checked = rows.map((row) => check(row, rows));
  const save = () => {
    setTried(true);
    if (checked.some(({ period, value }) => period.problem || value === null)) return undefined;
    const points = checked.map(({ period, value }) => ({ period: period.code, value: toStored(target, value ?? 0) }));
    return choose.mutateAsync({ kind: 'drawn', points }).then(onClose);
  };
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      width={560}
      footer={
        <SaveFooter
          cancel={cancel}
          save={t.save(rows.length)}
          disabled={rows.length === 0 || choose.isPending}
          onCancel={onClose}
          onSave={save}
        />
      }
    >
      <p className="ln-second">{t.help}</p>
      <table className="ln-plain-table plans-form-table">
        <caption className="ln-hidden">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.period}</th>
            <th scope="col">
              {t.value} <span className="ln-unit">{unit}</span>
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const { period, value } = checked[index] ?? check(row, rows);
            const { suggestion } = period;
            return (
              <tr key={row.key}>
                <td>
                  <input
                    className="ln-input"
                    aria-label={t.period}
                    aria-invalid={tried && period.problem !== null}
                    value={row.period}
                    onChange={(event) => change(row.key, { period: event.target.value })}
                  />
                  {tried && period.problem ? (
                    <span className="ln-field-error">
                      {period.problem === 'twice' ? t.twice : t.badPeriod('')}{' '}
                      {suggestion ? (
                        <button
                          type="button"
                          className="ln-link"
                          onClick={() => change(row.key, { period: suggestion })}
                        >
                          {t.use(suggestion)}
                        </button>
                      ) : null}
                    </span>
                  ) : null}
                </td>
                <NumberCell
                  label={`${row.period} ${t.value}`}
                  invalid={tried && value === null}
                  error={tried && value === null ? t.badValue : undefined}
                  value={row.value}
                  onChange={(typed) => change(row.key, { value: typed })}
                />
                <td>
                  <RemoveButton
                    label={t.remove(row.period)}
                    onClick={() => setRows(rows.filter(({ key }) => key !== row.key))}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <button
        type="button"
        className="ln-link"
        onClick={() =>
          setRows([...rows, { key: Math.max(0, ...rows.map(({ key }) => key)) + 1, period: '', value: '' }])
        }
      >
        {t.add}
      </button>
      {choose.isError ? <ErrorState error={choose.error} /> : null}
    </Dialog>
  );
}

function check(row: Row, all: readonly Row[]) {
  const parsed = parsePeriod(row.period);
  const code = parsed.ok ? periodCode(parsed.value) : row.period;
  const twice = all.some((other) => other.key < row.key && other.period.trim() === row.period.trim());
  return {
    period: {
      code,
      problem: parsed.ok ? (twice ? ('twice' as const) : null) : ('unreadable' as const),
      suggestion: parsed.ok ? undefined : parsed.issues[0]?.suggestion,
    },
    value: numberOf(row.value),
  };
}

/** What was drawn, else points of the present path to start from: at most a dozen. */
function startOf({ target, pathKind, pathPoints, path }: TargetDetail): Row[] {
  const drawn = pathKind === 'drawn' ? pathPoints : [];
  const every = Math.max(1, Math.ceil(path.length / 12));
  const sampled = path.filter((_, index) => (path.length - 1 - index) % every === 0);
  const points = drawn.length > 0 ? drawn : sampled.map(({ period, expected }) => ({ period, value: expected }));
  return points.map(({ period, value }, key) => {
    const shown = inTargetUnit(target, value);
    return { key, period, value: String(Number(shown.value.toFixed(shown.decimals + 2))) };
  });
}
