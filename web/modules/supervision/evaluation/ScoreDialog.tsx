import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, TextField } from '../../../shell/widgets/fields.tsx';
import { type CellView, type RunDetail, type SubjectView, useGiveScore } from '../api.ts';
import { text } from '../text.ts';

/** A score by hand, kept with the reader's name and reason. */
export function ScoreDialog({
  run,
  subject,
  cell,
  onClose,
}: {
  run: RunDetail;
  subject: SubjectView;
  cell: CellView;
  onClose: () => void;
}) {
  const t = useText(text);
  const give = useGiveScore(run.id);
  const name = run.body.criteria.find(({ id }) => id === cell.criterion)?.name[useLanguage()] ?? cell.criterion;
  const [value, setValue] = useState(cell.value === null ? '' : String(cell.value));
  const [reason, setReason] = useState('');
  const number = Number(value);
  const valid = value.trim() !== '' && number >= 0 && number <= 100 && reason.trim().length >= 2;
  return (
    <Dialog
      title={t.giveTitle(subject.name, name)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.save}
          disabled={give.isPending || !valid}
          onCancel={onClose}
          onSave={() =>
            give.mutateAsync({ criterion: cell.criterion, subject: subject.id, value: number, reason }).then(onClose)
          }
        />
      }
    >
      <div className="ln-stack">
        <TextField
          label={t.giveValue}
          hint={t.giveHint}
          type="number"
          min={0}
          max={100}
          value={value}
          onChange={setValue}
        />
        <AreaField label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} />
        {give.isError ? <ErrorState error={give.error} /> : null}
      </div>
    </Dialog>
  );
}
