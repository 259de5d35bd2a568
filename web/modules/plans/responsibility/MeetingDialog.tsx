import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { CrossIcon } from '../../../shell/widgets/icons.tsx';
import { today } from '../library/dates.ts';
import { type BodyView, useAddMeeting } from '../responsibility-api.ts';
import { text } from '../responsibility-text.ts';

interface Draft {
  text: string;
  unit: string;
  dueOn: string;
}

/** A meeting with what it decided: each decision has a unit and a date, so that it can be followed. */
export function MeetingDialog({ body, onClose }: { body: BodyView; onClose: () => void }) {
  const t = useText(text);
  const f = t.meetingFields;
  const add = useAddMeeting();
  const [heldOn, setHeldOn] = useState(today());
  const [title, setTitle] = useState('');
  const [decisions, setDecisions] = useState<Draft[]>([{ text: '', unit: body.leadUnit, dueOn: '' }]);
  const [isTried, setTried] = useState(false);
  const isEmpty = (draft: Draft) => draft.text.trim() === '' && decisions.length === 1;
  const wrong = (draft: Draft, key: 'text' | 'unit') =>
    isTried && !isEmpty(draft) && draft[key].trim() === '' ? t.required : undefined;
  const set = (at: number, change: Partial<Draft>) =>
    setDecisions(decisions.map((draft, index) => (index === at ? { ...draft, ...change } : draft)));
  const send = async () => {
    setTried(true);
    const kept = decisions.filter((draft) => !isEmpty(draft));
    if (title.trim() === '' || kept.some((draft) => draft.text.trim() === '' || draft.unit.trim() === '')) return;
    await add.mutateAsync({
      bodyId: body.id,
      fields: {
        heldOn,
        title: title.trim(),
        decisions: kept.map((draft) => ({
          text: draft.text.trim(),
          unit: draft.unit.trim(),
          dueOn: draft.dueOn || null,
          taskId: null,
        })),
      },
    });
    onClose();
  };
  return (
    <Dialog
      title={t.addMeeting}
      width={640}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="ln-button" onClick={onClose}>
            {t.cancel}
          </button>
          <button
            type="button"
            className="ln-button ln-primary"
            disabled={add.isPending}
            onClick={() => send().catch(() => undefined)}
          >
            {t.saveMeeting}
          </button>
        </>
      }
    >
      <div className="pl-form">
        <Field label={f.title} error={isTried && title.trim() === '' ? t.required : undefined}>
          {(attributes) => (
            <input
              {...attributes}
              className="ln-input"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <Field label={f.heldOn}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              className="ln-input"
              value={heldOn}
              onChange={(event) => setHeldOn(event.target.value)}
            />
          )}
        </Field>
      </div>
      <datalist id="meeting-units">
        {body.members.map(({ unit }) => (
          <option key={unit} value={unit} />
        ))}
      </datalist>
      <ol className="pl-edit-list">
        {decisions.map((draft, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else yet
          <li key={at}>
            <div style={{ flexBasis: '100%' }}>
              <Field label={`${f.text} ${at + 1}`} error={wrong(draft, 'text')}>
                {(attributes) => (
                  <textarea
                    {...attributes}
                    className="ln-input pl-area"
                    rows={2}
                    value={draft.text}
                    onChange={(event) => set(at, { text: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <Field label={f.unit} error={wrong(draft, 'unit')}>
              {(attributes) => (
                <input
                  {...attributes}
                  list="meeting-units"
                  className="ln-input"
                  value={draft.unit}
                  onChange={(event) => set(at, { unit: event.target.value })}
                />
              )}
            </Field>
            <Field label={f.dueOn}>
              {(attributes) => (
                <input
                  {...attributes}
                  type="date"
                  className="ln-input"
                  value={draft.dueOn}
                  onChange={(event) => set(at, { dueOn: event.target.value })}
                />
              )}
            </Field>
            <button
              type="button"
              className="ln-icon-button"
              aria-label={t.removeDecision(at + 1)}
              onClick={() => setDecisions(decisions.filter((_, index) => index !== at))}
            >
              <CrossIcon />
            </button>
          </li>
        ))}
      </ol>
      <div>
        <button
          type="button"
          className="ln-button ln-button-small"
          onClick={() => setDecisions([...decisions, { text: '', unit: body.leadUnit, dueOn: '' }])}
        >
          {t.addDecision}
        </button>
      </div>
      {add.isError ? <ErrorState error={add.error} /> : null}
    </Dialog>
  );
}
