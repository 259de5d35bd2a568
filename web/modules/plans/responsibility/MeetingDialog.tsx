import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, TextField } from '../../../shell/widgets/fields.tsx';
import { RemoveButton } from '../../../shell/widgets/RemoveButton.tsx';
import { today } from '../library/dates.ts';
import { type BodyView, useAddMeeting } from '../responsibility-api.ts';
import { text } from '../responsibility-text.ts';
import { TaskPick } from './TaskPick.tsx';

interface Draft {
  text: string;
  unit: string;
  dueOn: string;
  task: { id: string; title: string } | null;
}

const blank: Draft = { text: '', unit: '', dueOn: '', task: null };

/** A meeting with what it decided: each decision has a unit and a date, so that it can be followed. */
export function MeetingDialog({ body, onClose }: { body: BodyView; onClose: () => void }) {
  const t = useText(text);
  const f = t.meetingFields;
  const add = useAddMeeting();
  const [heldOn, setHeldOn] = useState(today());
  const [title, setTitle] = useState('');
  const [decisions, setDecisions] = useState<Draft[]>([{ ...blank, unit: body.leadUnit }]);
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
          taskId: draft.task?.id ?? null,
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
        <SaveFooter cancel={t.cancel} save={t.saveMeeting} disabled={add.isPending} onCancel={onClose} onSave={send} />
      }
    >
      <div className="pl-form">
        <TextField
          label={f.title}
          error={isTried && title.trim() === '' ? t.required : undefined}
          value={title}
          onChange={setTitle}
        />
        <TextField label={f.heldOn} type="date" value={heldOn} onChange={setHeldOn} />
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
              <AreaField
                label={`${f.text} ${at + 1}`}
                error={wrong(draft, 'text')}
                value={draft.text}
                onChange={(words) => set(at, { text: words })}
              />
            </div>
            <TextField
              label={f.unit}
              error={wrong(draft, 'unit')}
              list="meeting-units"
              value={draft.unit}
              onChange={(unit) => set(at, { unit })}
            />
            <TextField label={f.dueOn} type="date" value={draft.dueOn} onChange={(dueOn) => set(at, { dueOn })} />
            <RemoveButton
              label={t.removeDecision(at + 1)}
              onClick={() => setDecisions(decisions.filter((_, index) => index !== at))}
            />
            <div style={{ flexBasis: '100%' }}>
              <TaskPick
                planId={body.planId}
                region={body.region.code}
                value={draft.task}
                onPick={(task) => set(at, { task })}
              />
            </div>
          </li>
        ))}
      </ol>
      <div>
        <button
          type="button"
          className="ln-button ln-button-small"
          onClick={() => setDecisions([...decisions, { ...blank, unit: body.leadUnit }])}
        >
          {t.addDecision}
        </button>
      </div>
      {add.isError ? <ErrorState error={add.error} /> : null}
    </Dialog>
  );
}
