import { useState } from 'react';
import type { RosterLine } from '../../../../../server/modules/statistics/forms/model.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useRoster } from '../api.ts';
import { text } from '../text.ts';

/** Reporters that leave the list: until which month, and why. */
export function EndLines({ lines, onDone }: { lines: readonly RosterLine[]; onDone: () => void }) {
  const t = useText(text);
  const { month } = useScope();
  const [isOpen, setOpen] = useState(false);
  const [until, setUntil] = useState(month);
  const [note, setNote] = useState('');
  const { end } = useRoster();
  const title = t.define.roster.leave(lines.length);
  const close = () => setOpen(false);
  const send = () =>
    end.mutateAsync({ ids: lines.map(({ id }) => id), until, note: note.trim() }).then(() => {
      close();
      onDone();
    });
  return (
    <>
      <button type="button" className="ln-button ln-button-small" onClick={() => setOpen(true)}>
        {title}
      </button>
      {isOpen ? (
        <Dialog
          title={title}
          onClose={close}
          footer={
            <SaveFooter
              cancel={t.round.cancel}
              save={title}
              disabled={note.trim() === '' || end.isPending}
              onCancel={close}
              onSave={send}
            />
          }
        >
          <div className="ln-form">
            <TextField label={t.define.uses.lastMonth} type="month" value={until} onChange={setUntil} />
            <TextField label={t.define.roster.endNote} maxLength={300} value={note} onChange={setNote} />
            <SaveFailure error={end.error} conflict="" />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
