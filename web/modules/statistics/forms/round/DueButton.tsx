import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useRoundDates } from '../api.ts';
import { text } from '../text.ts';

/** Another due date for everybody in the round, with the reason. */
export function DueButton({ round, dueOn }: { round: string; dueOn: string }) {
  const t = useText(text).round;
  const [isOpen, setOpen] = useState(false);
  const [day, setDay] = useState(dueOn);
  const [reason, setReason] = useState('');
  const change = useRoundDates(round);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="ln-button" onClick={() => setOpen(true)}>
        {t.changeDue}
      </button>
      {isOpen ? (
        <Dialog
          title={t.changeDue}
          onClose={close}
          footer={
            <SaveFooter
              cancel={t.cancel}
              save={t.changeDue}
              disabled={reason.trim() === '' || day === '' || change.isPending}
              onCancel={close}
              onSave={() => change.mutateAsync({ dueOn: day, reason: reason.trim() }).then(close)}
            />
          }
        >
          <div className="ln-form">
            <TextField label={t.newDue} type="date" value={day} onChange={setDay} />
            <TextField label={t.why} maxLength={300} value={reason} onChange={setReason} />
            <SaveFailure error={change.error} conflict="" />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
