import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useRoundDates } from '../api.ts';
import { text } from '../text.ts';

interface DatesButtonProps {
  round: string;
  dueOn: string;
  releaseAt: string | null;
}

/** Until when the round is due and when its totals are released, changed for everybody in it, with the reason. */
export function DatesButton({ round, dueOn, releaseAt }: DatesButtonProps) {
  const t = useText(text).round;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="ln-button" onClick={() => setOpen(true)}>
        {t.changeDates}
      </button>
      {isOpen ? <DatesDialog {...{ round, dueOn, releaseAt }} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DatesDialog({ round, dueOn, releaseAt, onClose }: DatesButtonProps & { onClose: () => void }) {
  const t = useText(text).round;
  const [day, setDay] = useState(dueOn);
  const [release, setRelease] = useState(inBeijing(releaseAt));
  const [reason, setReason] = useState('');
  const change = useRoundDates(round);
  const isSame = day === dueOn && release === inBeijing(releaseAt);
  const send = () =>
    change
      .mutateAsync({
        ...(day === dueOn ? {} : { dueOn: day }),
        ...(release === inBeijing(releaseAt) ? {} : { releaseAt: release === '' ? null : `${release}:00+08:00` }),
        reason: reason.trim(),
      })
      .then(onClose);
  return (
    <Dialog
      title={t.changeDates}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.changeDates}
          disabled={reason.trim() === '' || day === '' || isSame || change.isPending}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <div className="ln-form">
        <TextField label={t.newDue} type="date" value={day} onChange={setDay} />
        <TextField
          label={t.newRelease}
          hint={t.newReleaseHint}
          type="datetime-local"
          value={release}
          onChange={setRelease}
        />
        <TextField label={t.why} maxLength={300} value={reason} onChange={setReason} />
        <SaveFailure error={change.error} conflict="" />
      </div>
    </Dialog>
  );
}

const BEIJING_MS = 8 * 3_600_000;
/** '2025-09-20T09:30' of a moment, as the control takes it; '' for none. */
const inBeijing = (at: string | null): string =>
  at === null ? '' : new Date(Date.parse(at) + BEIJING_MS).toISOString().slice(0, 16);
