import { useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Facts } from '../../../shell/widgets/Card.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { isConflict, SaveFailure } from '../../../shell/widgets/SaveFailure.tsx';
import { sectionPlace } from '../ledger/quantity.ts';
import { UnitsEditor } from '../review/UnitsEditor.tsx';
import { type TaskPatch, type TaskView, useEditTask } from '../tasks-api.ts';
import { text } from '../tasks-text.ts';
import { Percent, TaskState } from './TaskState.tsx';
import '../review/review-items.css';

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
  const save = async () => {
    if (Object.keys(draft).length > 0) await edit.mutateAsync({ revision: task.revision, fields: draft });
    onClose();
  };
  const change = (fields: TaskPatch) => setDraft({ ...draft, ...fields });
  const date = (key: 'startsOn' | 'dueOn') => (
    <TextField
      label={f[key]}
      type="date"
      value={shown[key] ?? ''}
      onChange={(value) => change({ [key]: value || null })}
    />
  );
  return (
    <Card title={t.edit}>
      <form
        className="pl-form"
        onSubmit={(event) => {
          event.preventDefault();
          save().catch((error: unknown) => {
            if (isConflict(error)) onConflict();
          });
        }}
      >
        <div className="pl-full">
          <TextField label={f.title} required value={shown.title} onChange={(title) => change({ title })} />
        </div>
        <SelectField label={f.state} value={shown.state} options={t.states} onChange={(state) => change({ state })} />
        <TextField
          label={f.percent}
          unit="%"
          type="number"
          min={0}
          max={100}
          value={shown.percent}
          onChange={(value) => change({ percent: Number(value) })}
        />
        {date('startsOn')}
        {date('dueOn')}
        <div className="pl-full">
          <UnitsEditor units={shown.responsible} known={units} onChange={(responsible) => change({ responsible })} />
        </div>
        {edit.isError ? (
          <div className="pl-full">
            <SaveFailure error={edit.error} conflict={t.conflict} />
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
