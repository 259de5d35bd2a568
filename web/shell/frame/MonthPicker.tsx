import { useState } from 'react';
import { useText } from '../preferences.tsx';
import { useScope } from '../scope.ts';
import { useSession } from '../session.ts';
import { Flyout } from '../widgets/Flyout.tsx';
import { ChevronIcon } from '../widgets/icons.tsx';
import { text } from './text.ts';

/** The month that every page's figures end with. Months without data cannot be chosen. */
export function MonthPicker() {
  const t = useText(text);
  const { month, setMonth } = useScope();
  return (
    <Flyout
      className="ln-top-control"
      label={
        <>
          <em>{t.month}</em> <b className="ln-top-value">{t.monthName(month)}</b> <ChevronIcon size={10} />
        </>
      }
    >
      {(close) => (
        <MonthBox
          month={month}
          onPick={(picked) => {
            setMonth(picked);
            close();
          }}
        />
      )}
    </Flyout>
  );
}

function MonthBox({ month, onPick }: { month: string; onPick: (month: string) => void }) {
  const t = useText(text);
  const { dataMonth } = useSession();
  const [year, setYear] = useState(Number(month.slice(0, 4)));
  const newestYear = Number(dataMonth.slice(0, 4));
  return (
    <div className="ln-month-box">
      <div className="ln-row">
        <button type="button" className="ln-icon-button" aria-label={t.earlier} onClick={() => setYear(year - 1)}>
          ‹
        </button>
        <b className="ln-grow ln-center">{t.year(year)}</b>
        <button
          type="button"
          className="ln-icon-button"
          aria-label={t.later}
          disabled={year >= newestYear}
          onClick={() => setYear(year + 1)}
        >
          ›
        </button>
      </div>
      <div className="ln-months">
        {Array.from({ length: 12 }, (_, index) => {
          const value = `${year}-${String(index + 1).padStart(2, '0')}`;
          return (
            <button
              key={value}
              type="button"
              className={`ln-month${value === month ? ' ln-on' : ''}`}
              aria-pressed={value === month}
              disabled={value > dataMonth}
              onClick={() => onPick(value)}
            >
              {t.monthShort(index + 1)}
            </button>
          );
        })}
      </div>
      <button type="button" className="ln-link ln-small" onClick={() => onPick(dataMonth)}>
        {t.newest(t.monthName(dataMonth))}
      </button>
    </div>
  );
}
