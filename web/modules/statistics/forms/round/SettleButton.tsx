import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { AreaField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useSettle } from '../api.ts';
import { text } from '../text.ts';
import type { RoundRegion } from './RegionTree.tsx';

/** The region's totals become its figures; where somebody is missing, only with the reason. */
export function SettleButton({ round, at }: { round: string; at: RoundRegion }) {
  const t = useText(text).round;
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const settle = useSettle(round);
  const { counts, region } = at;
  const isWhole = counts.approved + counts.excused >= counts.expected;
  const isMissing = !isWhole && note.trim() === '';
  const close = () => setOpen(false);
  const send = () => {
    setTried(true);
    if (isMissing) return undefined;
    return settle
      .mutateAsync({ region: region.code, ...(note.trim() === '' ? {} : { note: note.trim() }) })
      .then(close);
  };
  return (
    <>
      <button type="button" className="ln-button" onClick={() => setOpen(true)}>
        {t.settle}
      </button>
      {open ? (
        <Dialog
          title={t.settleTitle(region.name)}
          onClose={close}
          footer={
            <SaveFooter
              cancel={t.cancel}
              save={t.settleTitle(region.name)}
              disabled={settle.isPending}
              onCancel={close}
              onSave={send}
            />
          }
        >
          <div className="ln-form">
            <p>{isWhole ? t.settleWhole : t.settlePart(counts.approved, counts.expected)}</p>
            <AreaField
              label={t.note}
              error={tried && isMissing ? t.noteMust : undefined}
              maxLength={500}
              rows={3}
              value={note}
              onChange={setNote}
            />
            <SaveFailure error={settle.error} conflict="" />
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
