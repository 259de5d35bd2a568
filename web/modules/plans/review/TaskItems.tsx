import { memo, useEffect, useRef, useState } from 'react';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { sectionPlace } from '../ledger/quantity.ts';
import type { ReviewView, TaskPatch, TaskView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { Failure } from './Failure.tsx';
import { UnitsEditor } from './UnitsEditor.tsx';
import type { Failed } from './use-actions.ts';

const place = (task: TaskView) => sectionPlace(task.path);

/** A task in the list, folded. */
export const TaskItem = memo(function TaskItem(props: {
  task: TaskView;
  isPending: boolean;
  onChoose: (id: string) => void;
}) {
  const { task } = props;
  return (
    <li data-pair={task.id} className={`rv-item${task.review === 'rejected' ? ' rv-rejected' : ''}`}>
      <button type="button" className="rv-row" onClick={() => props.onChoose(task.id)}>
        <TaskHead task={task} isPending={props.isPending} />
      </button>
    </li>
  );
});

function TaskHead({ task, isPending }: { task: TaskView; isPending: boolean }) {
  const t = useText(text);
  const units = task.responsible.map(({ unit }) => unit).join('、');
  return (
    <>
      <span className="rv-no rv-path">{place(task) || task.ordinal}</span>
      <span className="rv-main">
        <span className="rv-name">
          <b>{task.title}</b>
        </span>
        <span className="rv-line ln-caption ln-third">{units || t.noUnits}</span>
      </span>
      {isPending ? (
        <span className="rv-state ln-third">{t.saving}</span>
      ) : (
        <span className={`rv-state ${task.review === 'accepted' ? 'rv-state-accepted' : 'ln-second'}`}>
          {task.review === 'accepted' ? '✓ ' : ''}
          {t.states[task.review === 'proposed' ? 'check' : task.review]}
        </span>
      )}
    </>
  );
}

export interface TaskFormProps {
  task: TaskView;
  review: ReviewView;
  mayEdit: boolean;
  isPending: boolean;
  failed: Failed | null;
  takeFocus: boolean;
  onDecide: (decision: 'accept' | 'reject') => void;
  onSave: (fields: TaskPatch) => Promise<boolean>;
  onDismiss: () => void;
}

/** The open task: name, date and units, and how many numbers stand in its passage. */
export function TaskForm({
  task,
  review,
  mayEdit,
  isPending,
  failed,
  takeFocus,
  onDecide,
  onSave,
  onDismiss,
}: TaskFormProps) {
  const t = useText(text);
  const root = useRef<HTMLLIElement>(null);
  const header = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState<TaskPatch>({});
  const shown = { title: task.title, dueOn: task.dueOn, responsible: task.responsible, ...draft };
  const isChanged = Object.keys(draft).length > 0;
  useEffect(() => {
    if (takeFocus) header.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const inside = review.targets.filter(
    ({ start, review: state }) =>
      start !== null &&
      task.start !== null &&
      task.end !== null &&
      start >= task.start &&
      start < task.end &&
      state !== 'rejected',
  ).length;
  const save = async () => {
    const saved = await onSave(draft);
    if (saved) setDraft({});
    return saved;
  };
  const accept = async () => {
    if (isChanged && !(await save())) return;
    onDecide('accept');
  };
  useHotkeys(
    [
      { keys: 'a', label: t.keys.accept, run: accept },
      { keys: 'ctrl+Enter', label: t.keys.accept, run: accept, whileTyping: true },
      { keys: 'e', label: t.keys.edit, run: () => root.current?.querySelector('input')?.focus() },
      { keys: 'r', label: t.keys.reject, run: () => onDecide('reject') },
    ],
    mayEdit,
  );
  return (
    <li ref={root} data-pair={task.id} className="rv-item rv-open" aria-current="true">
      <button ref={header} type="button" className="rv-row" aria-expanded="true">
        <TaskHead task={task} isPending={isPending} />
      </button>
      <div className="rv-body">
        {mayEdit ? (
          <div className="rv-fields">
            <div className="rv-wider">
              <Field label={t.fields.title}>
                {(attributes) => (
                  <input
                    {...attributes}
                    className="ln-input"
                    value={shown.title}
                    onChange={(event) => setDraft({ ...draft, title: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <div className="rv-wide-date">
              <Field label={t.fields.dueOn}>
                {(attributes) => (
                  <input
                    {...attributes}
                    type="date"
                    className="ln-input"
                    value={shown.dueOn ?? ''}
                    onChange={(event) => setDraft({ ...draft, dueOn: event.target.value || null })}
                  />
                )}
              </Field>
            </div>
            <div className="rv-full">
              <UnitsEditor
                units={shown.responsible}
                known={review.units}
                onChange={(responsible) => setDraft({ ...draft, responsible })}
              />
            </div>
          </div>
        ) : null}
        {failed ? (
          <Failure
            failed={failed}
            onDismiss={onDismiss}
            onTheirs={() => {
              setDraft({});
              onDismiss();
            }}
          />
        ) : null}
        <div className="ln-row rv-actions">
          {mayEdit ? (
            <>
              <button
                type="button"
                className="ln-button ln-button-small ln-primary"
                disabled={isPending}
                onClick={accept}
              >
                {isChanged ? t.acceptChanged : t.accept} <kbd>A</kbd>
              </button>
              {isChanged ? (
                <button type="button" className="ln-button ln-button-small" disabled={isPending} onClick={save}>
                  {t.save}
                </button>
              ) : null}
              <button
                type="button"
                className="ln-button ln-button-small ln-danger"
                disabled={isPending}
                onClick={() => onDecide('reject')}
              >
                {t.rejectTask} <kbd>R</kbd>
              </button>
            </>
          ) : null}
          <span className="ln-grow" />
          {inside > 0 ? <span className="ln-caption ln-third">{t.targetsInside(inside)}</span> : null}
          <Link className="ln-small" to={`/tasks/${task.id}`}>
            {t.openTask}
          </Link>
        </div>
      </div>
    </li>
  );
}
