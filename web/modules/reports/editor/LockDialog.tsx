import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import type { Run } from './picked.ts';

/** Holds a figure fast: why, and a value of one's own where there is a better one. */
export function LockDialog({
  facts,
  run,
  onClose,
}: {
  facts: ReportView['figures'][number];
  run: Run;
  onClose: () => void;
}) {
  const t = useText(text);
  const [reason, setReason] = useState('');
  const [own, setOwn] = useState('');
  const value = own.trim() === '' ? undefined : Number(own);
  const wrong = value !== undefined && !Number.isFinite(value);
  const save = async () => {
    const lock = { reason: reason.trim(), ...(value === undefined ? {} : { value }) };
    const done = await run({ do: 'lock', lock: { key: facts.key, lock } });
    if (done) onClose();
  };
  return (
    <Dialog
      title={t.lockTitle}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.lock}
          disabled={reason.trim() === '' || wrong}
          onCancel={onClose}
          onSave={save}
        />
      }
    >
      <div className="ln-stack">
        <p>
          {facts.indicator} · {facts.region} · {facts.period}: <b>{facts.text}</b>
        </p>
        <TextField label={t.lockReason} value={reason} onChange={setReason} hint={t.lockHint} maxLength={300} />
        <TextField label={t.lockValue} unit={facts.unit} value={own} onChange={setOwn} inputMode="decimal" />
      </div>
    </Dialog>
  );
}
