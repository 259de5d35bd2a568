import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { isConflict, SaveFailure } from '../../../shell/widgets/SaveFailure.tsx';
import { type TaskView, useEditTask } from '../tasks-api.ts';
import { text } from '../tasks-text.ts';

type Year = TaskView['years'][number];

interface Props {
  task: TaskView;
  onConflict: () => void;
}

/** What is to be done in each year: the annual task list that a plan is split into. */
export function YearSplit({ task, onConflict }: Props) {
  const t = useText(text);
  const c = t.yearColumns;
  const [draft, setDraft] = useState<Year[] | null>(null);
  if (draft) return <YearForm task={task} years={draft} onConflict={onConflict} onClose={() => setDraft(null)} />;
  return (
    <Card
      title={t.years}
      flush={task.years.length > 0}
      extra={
        task.mayEdit ? (
          <button
            type="button"
            className="ln-button ln-button-small"
            onClick={() => setDraft(task.years.length > 0 ? [...task.years] : yearsUntilDue(task))}
          >
            {task.years.length > 0 ? t.editYears : t.splitEvenly}
          </button>
        ) : null
      }
    >
      {task.years.length === 0 ? (
        <p className="ln-third">{t.yearsEmpty}</p>
      ) : (
        <table className="ln-plain-table">
          <PlainHead caption={t.years} columns={[c.year, c.goal, c.state, c.dueOn]} />
          <tbody>
            {task.years.map((year) => (
              <tr key={year.year}>
                <th scope="row">{year.year}</th>
                <td className="pl-pre">{year.goal}</td>
                <td>
                  <Tag look={year.state === 'doing' ? 'blue' : 'grey'}>{t.states[year.state]}</Tag>
                </td>
                <td className="ln-nowrap">{year.dueOn ?? t.noDue}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

/** One row a year from now, or from the task's start, to its deadline. */
function yearsUntilDue({ startsOn, dueOn }: TaskView): Year[] {
  const now = new Date().getFullYear();
  const first = startsOn ? Number(startsOn.slice(0, 4)) : now;
  const last = Math.min(first + 9, Math.max(first, dueOn ? Number(dueOn.slice(0, 4)) : first));
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const year = blank(first + at);
    return dueOn?.startsWith(`${year.year}-`) ? { ...year, dueOn } : year;
  });
}

const blank = (year: number): Year => ({ year, goal: '', state: 'planned', dueOn: `${year}-12-31` });

function YearForm({ task, years: initial, onConflict, onClose }: Props & { years: Year[]; onClose: () => void }) {
  const t = useText(text);
  const c = t.yearColumns;
  const edit = useEditTask(task.id, useLanguage());
  const [years, setYears] = useState(initial);
  const [isTried, setTried] = useState(false);
  const set = (at: number, change: Partial<Year>) =>
    setYears(years.map((year, index) => (index === at ? { ...year, ...change } : year)));
  const isTwice = new Set(years.map(({ year }) => year)).size < years.length;
  const isWrong = isTwice || years.some(({ goal }) => goal.trim() === '');
  const save = async () => {
    setTried(true);
    if (isWrong) return;
    const sorted = years.map((year) => ({ ...year, goal: year.goal.trim() })).toSorted((a, b) => a.year - b.year);
    await edit.mutateAsync({ revision: task.revision, fields: { years: sorted } });
    onClose();
  };
  return (
    <Card title={t.editYears}>
      <form
        className="ln-stack"
        onSubmit={(event) => {
          event.preventDefault();
          save().catch((error: unknown) => {
            if (isConflict(error)) onConflict();
          });
        }}
      >
        <table className="ln-plain-table">
          <PlainHead caption={t.editYears} columns={[c.year, c.goal, c.state, c.dueOn]}>
            <td />
          </PlainHead>
          <tbody>
            {years.map((year, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the year itself is being typed
              <tr key={at}>
                <td style={{ width: '6rem' }}>
                  <input
                    type="number"
                    className="ln-input"
                    aria-label={c.year}
                    value={year.year}
                    onChange={(event) => set(at, { year: Number(event.target.value) })}
                  />
                </td>
                <td>
                  <textarea
                    className="ln-input ln-area"
                    rows={2}
                    aria-label={`${year.year} ${c.goal}`}
                    aria-invalid={isTried && year.goal.trim() === ''}
                    value={year.goal}
                    onChange={(event) => set(at, { goal: event.target.value })}
                  />
                  {isTried && year.goal.trim() === '' ? <span className="ln-field-error">{t.goalNeeded}</span> : null}
                </td>
                <td style={{ width: '8rem' }}>
                  <select
                    className="ln-input"
                    aria-label={`${year.year} ${c.state}`}
                    value={year.state}
                    onChange={(event) => set(at, { state: event.target.value as Year['state'] })}
                  >
                    {(Object.entries(t.states) as [string, string][]).map(([value, label]) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </td>
                <td style={{ width: '10rem' }}>
                  <input
                    type="date"
                    className="ln-input"
                    aria-label={`${year.year} ${c.dueOn}`}
                    value={year.dueOn ?? ''}
                    onChange={(event) => set(at, { dueOn: event.target.value || null })}
                  />
                </td>
                <td style={{ width: '2.5rem' }}>
                  <RemoveButton
                    label={t.removeYear(year.year)}
                    onClick={() => setYears(years.filter((_, index) => index !== at))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {isTwice ? <p className="ln-field-error">{t.yearTwice}</p> : null}
        <SaveFailure error={edit.error} conflict={t.conflict} />
        <div className="ln-row">
          <button type="submit" className="ln-button ln-primary" disabled={edit.isPending}>
            {t.saveYears}
          </button>
          <button
            type="button"
            className="ln-button"
            onClick={() => setYears([...years, blank((years.at(-1)?.year ?? new Date().getFullYear() - 1) + 1)])}
          >
            {t.addYear}
          </button>
          <button type="button" className="ln-button" onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </form>
    </Card>
  );
}
