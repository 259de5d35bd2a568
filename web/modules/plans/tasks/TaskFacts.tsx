import { useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Card, Facts } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { sectionPlace } from '../ledger/quantity.ts';
import { UnitsEditor } from '../review/UnitsEditor.tsx';
import { type TaskPatch, type TaskView, useEditTask } from '../tasks-api.ts';
import { text } from '../tasks-text.ts';
import { Percent, TaskState } from './TaskState.tsx';
import '../review/review.css';

interface Props {
  task: TaskView;
  units: readonly { unit: string }[];
  /** The server's newer content after a 412. */
  onConflict: () => void;
}

/** Dates, state, progress and units; the same card becomes the form. */
export function TaskFacts(props: Props) {
  const t = useText(text);
  const { task } = props;
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <FactsForm {...props} onClose={() => setEditing(false)} />;
  const f = t.fields;
  const names = (role: 'lead' | 'support') =>
    task.responsible
      .filter((other) => other.role === role)
      .map(({ unit }) => unit)
      .join('、') || <span className="ln-third">—</span>;
  return (
    <Card
      title={t.facts}
      extra={
        task.mayEdit ? (
          <button type="button" className="ln-button ln-button-small" onClick={() => setEditing(true)}>
            {t.edit}
          </button>
        ) : null
      }
    >
      <Facts
        items={[
          {
            name: f.state,
            value: task.overdue ? (
              <>
                <TaskState task={task} /> {t.states[task.state]}
              </>
            ) : (
              <TaskState task={task} />
            ),
          },
          { name: f.percent, value: <Percent value={task.percent} /> },
          { name: f.startsOn, value: task.startsOn ?? t.noDue },
          { name: f.dueOn, value: task.dueOn ?? t.noDue },
          { name: f.lead, value: names('lead') },
          { name: f.support, value: names('support') },
          { name: f.plan, value: <Link to={`/plans/${task.planId}`}>{task.planTitle}</Link> },
          {
            name: f.place,
            value: (
              <Link to={`/plans/${task.planId}/review?tab=tasks&item=${task.id}`}>
                {sectionPlace(task.path) || t.openSource}
              </Link>
            ),
          },
        ]}
      />
    </Card>
  );
}

function FactsForm({ task, units, onConflict, onClose }: Props & { onClose: () => void }) {
  const t = useText(text);
  const edit = useEditTask(task.id, useLanguage());
  const [draft, setDraft] = useState<TaskPatch>({});
  const shown = { ...task, ...draft };
  const f = t.fields;
  const isConflict = edit.error instanceof ApiProblem && edit.error.status === 412;
  const save = async () => {
    if (Object.keys(draft).length > 0) await edit.mutateAsync({ revision: task.revision, fields: draft });
    onClose();
  };
  const change = (fields: TaskPatch) => setDraft({ ...draft, ...fields });
  const date = (key: 'startsOn' | 'dueOn') => (
    <Field label={f[key]}>
      {(attributes) => (
        <input
          {...attributes}
          type="date"
          className="ln-input"
          value={shown[key] ?? ''}
          onChange={(event) => change({ [key]: event.target.value || null })}
        />
      )}
    </Field>
  );
  return (
    <Card title={t.edit}>
      <form
        className="pl-form"
        onSubmit={(event) => {
          event.preventDefault();
          save().catch((error: unknown) => {
            if (error instanceof ApiProblem && error.status === 412) onConflict();
          });
        }}
      >
        <div className="pl-full">
          <Field label={f.title}>
            {(attributes) => (
              <input
                {...attributes}
                className="ln-input"
                value={shown.title}
                required
                onChange={(event) => change({ title: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={f.state}>
          {(attributes) => (
            <select
              {...attributes}
              className="ln-input"
              value={shown.state}
              onChange={(event) => change({ state: event.target.value as TaskView['state'] })}
            >
              {(Object.entries(t.states) as [string, string][]).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={f.percent} unit="%">
          {(attributes) => (
            <input
              {...attributes}
              type="number"
              min={0}
              max={100}
              className="ln-input"
              value={shown.percent}
              onChange={(event) => change({ percent: Number(event.target.value) })}
            />
          )}
        </Field>
        {date('startsOn')}
        {date('dueOn')}
        <div className="pl-full">
          <UnitsEditor units={shown.responsible} known={units} onChange={(responsible) => change({ responsible })} />
        </div>
        {edit.isError ? (
          <div className="pl-full">
            {isConflict ? <p className="ln-warning">{t.conflict}</p> : <ErrorState error={edit.error} />}
          </div>
        ) : null}
        <div className="pl-full ln-row">
          <button type="submit" className="ln-button ln-primary" disabled={edit.isPending}>
            {t.save}
          </button>
          <button type="button" className="ln-button" onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </form>
    </Card>
  );
}
