import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TargetDetail, TargetView } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { formatChange, formatNumber } from '../../../shell/widgets/number.ts';
import { forReader, planUnit, unitWords } from '../ledger/quantity.ts';
import { suggestYears, useSplitYears } from '../ledger-api.ts';
import { text } from '../target-text.ts';
import { numberOf } from './numbers.ts';
import { YearsForm } from './YearsForm.tsx';

export interface YearRow {
  year: number;
  /** As typed, in the target's unit. */
  value: string;
  note: string;
}

/** The target split over the years, and whether the parts make the whole. */
export function Years({ detail, etag }: { detail: TargetDetail; etag: string | null }) {
  const t = useText(text).years;
  const { target, years } = detail;
  const [draft, setDraft] = useState<readonly YearRow[] | null>(null);
  const rowsOf = (list: TargetDetail['years']): YearRow[] =>
    list.map(({ year, value, note }) => ({ year, note, value: plain(value) }));
  const split = useSplitYears(target.id, etag);
  const suggestion = useMutation({
    mutationFn: () => suggestYears(target.id),
    onSuccess: (answer) => setDraft(rowsOf(answer.years)),
  });
  const shown = draft ?? rowsOf(years);
  const values = shown.map(({ year, value }) => ({ year, value: numberOf(value) }));
  const save = () =>
    split.mutate(
      {
        years: shown.map(({ year, value, note }) => ({ year, note, value: numberOf(value) ?? 0 })),
      },
      { onSuccess: () => setDraft(null) },
    );
  const extra = target.mayEdit ? (
    <span className="ln-row ln-no-print">
      <button
        type="button"
        className="ln-link ln-small"
        disabled={suggestion.isPending}
        onClick={() => suggestion.mutate()}
      >
        {t.suggest}
      </button>
      {draft === null ? (
        <button type="button" className="ln-link ln-small" onClick={() => setDraft(rowsOf(years))}>
          {t.edit}
        </button>
      ) : null}
    </span>
  ) : null;
  return (
    <Card title={t.title} extra={extra}>
      {suggestion.isError ? <ErrorState error={suggestion.error} /> : null}
      {draft ? (
        <YearsForm target={target} rows={draft} onChange={setDraft} />
      ) : years.length > 0 ? (
        <YearsTable target={target} years={years} />
      ) : (
        <p className="ln-second">{target.mayEdit ? t.noneMayEdit : t.none}</p>
      )}
      <SumCheck
        target={target}
        values={values}
        onMend={draft ? (value) => setDraft(withLast(draft, value)) : undefined}
      />
      {split.isError ? <ErrorState error={split.error} /> : null}
      {split.isSuccess && !draft ? <p role="status">{t.saved}</p> : null}
      {draft ? (
        <div className="ln-row">
          <button
            type="button"
            className="ln-button"
            disabled={split.isPending || values.some(({ value }) => value === null)}
            onClick={save}
          >
            {t.save}
          </button>
          <button type="button" className="ln-link" onClick={() => setDraft(null)}>
            {t.cancel}
          </button>
        </div>
      ) : null}
    </Card>
  );
}

const plain = (value: number) => String(Number(value.toPrecision(12)));
const withLast = (rows: readonly YearRow[], value: number) =>
  rows.map((row, index) => (index === rows.length - 1 ? { ...row, value: plain(value) } : row));

function YearsTable({ target, years }: { target: TargetView; years: TargetDetail['years'] }) {
  const t = useText(text).years;
  const language = useLanguage();
  return (
    <table className="ln-plain-table">
      <caption className="ln-hidden">{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.year}</th>
          <th scope="col" className="ln-right">
            {t.value} <span className="ln-unit">{unitWords(target.unit, language)}</span>
          </th>
          <th scope="col">{t.note}</th>
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, value, note }) => (
          <tr key={year}>
            <th scope="row">{year}</th>
            <td className="ln-right">{formatNumber(forReader({ value, unit: target.unit }, language).value)}</td>
            <td className="ln-second">{note}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Additions must sum to the target; levels and yearly values must end on it. */
function SumCheck(props: {
  target: TargetView;
  values: readonly { year: number; value: number | null }[];
  onMend: ((last: number) => void) | undefined;
}) {
  const t = useText(text).years;
  const { target, values, onMend } = props;
  const known = values.flatMap(({ value }) => value ?? []);
  const last = values.at(-1);
  if (!last || last.value === null || known.length < values.length || target.transform === 'every-year') return null;
  const adds = target.transform === 'cumulative' || target.transform === 'added' || target.accumulation === 'new';
  const total = Number(known.reduce((sum, value) => sum + value, 0).toPrecision(12));
  const reached = adds ? total : last.value;
  const gap = Number((reached - target.value).toPrecision(9));
  const holds = Math.abs(gap) <= Math.abs(target.value) * 1e-9;
  const unit = planUnit(target.unit);
  const sum = `${formatNumber(total)} ${unit}`;
  const off = `${formatChange(gap)} ${unit}`;
  const words = adds
    ? holds
      ? t.sumHolds(sum)
      : t.sumOff(sum, off)
    : holds
      ? t.lastHolds(last.year)
      : t.lastOff(last.year, off);
  return (
    <p className={`ln-small ${holds ? 'ln-second' : 'ln-warning'}`} role="status">
      {words}{' '}
      {!holds && onMend ? (
        <button type="button" className="ln-link" onClick={() => onMend((last.value ?? 0) - gap)}>
          {t.takeRest(last.year)}
        </button>
      ) : null}
    </p>
  );
}
