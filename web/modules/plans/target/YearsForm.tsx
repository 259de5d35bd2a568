import type { TargetView } from '../../../../server/modules/plans/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { planUnit } from '../ledger/quantity.ts';
import { text } from '../target-text.ts';
import { NumberCell } from './NumberCell.tsx';
import { numberOf } from './numbers.ts';
import type { YearRow } from './Years.tsx';

export interface YearsFormProps {
  target: TargetView;
  rows: readonly YearRow[];
  onChange: (rows: readonly YearRow[]) => void;
}

/** Year by year: value and note. */
export function YearsForm({ target, rows, onChange }: YearsFormProps) {
  const words = useText(text);
  const t = words.years;
  const unit = planUnit(target.unit);
  const change = (year: number, part: Partial<YearRow>) =>
    onChange(rows.map((row) => (row.year === year ? { ...row, ...part } : row)));
  const next = (rows.at(-1)?.year ?? target.baselineYear ?? (target.deadline ?? new Date().getFullYear()) - 1) + 1;
  return (
    <>
      <table className="ln-plain-table plans-form-table">
        <caption className="ln-hidden">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.year}</th>
            <th scope="col">
              {t.value} <span className="ln-unit">{unit}</span>
            </th>
            <th scope="col">{t.note}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.year}>
              <th scope="row">{row.year}</th>
              <NumberCell
                label={`${row.year} ${t.value}`}
                invalid={numberOf(row.value) === null}
                error={row.value !== '' && numberOf(row.value) === null ? words.form.badNumber : undefined}
                value={row.value}
                onChange={(value) => change(row.year, { value })}
              />
              <td>
                <input
                  className="ln-input"
                  aria-label={`${row.year} ${t.note}`}
                  maxLength={500}
                  value={row.note}
                  onChange={(event) => change(row.year, { note: event.target.value })}
                />
              </td>
              <td>
                <RemoveButton
                  label={t.removeYear(row.year)}
                  onClick={() => onChange(rows.filter(({ year }) => year !== row.year))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button
        type="button"
        className="ln-link"
        onClick={() => onChange([...rows, { year: next, value: '', note: '' }])}
      >
        {t.addYear}
      </button>
    </>
  );
}
