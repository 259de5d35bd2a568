import type { ReasonCode } from '@liannao/statistics';
import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { AreaField, SelectField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useAct } from '../api.ts';
import { text } from '../text.ts';

export type ReasonedAct = 'send-back' | 'reopen' | 'excuse' | 'withdraw';

interface ReasonActProps {
  returnId: string;
  revision: number;
  act: ReasonedAct;
  onDone: () => void;
  onClose: () => void;
}

/** An act that the other side must understand: sent back, reopened, excused, taken back, each with its reason. */
export function ReasonAct({ returnId, revision, act, onDone, onClose }: ReasonActProps) {
  const t = useText(text);
  const [why, setWhy] = useState('');
  const [code, setCode] = useState<ReasonCode | ''>('');
  const [tried, setTried] = useState(false);
  const run = useAct(returnId);
  const needsCode = act === 'reopen';
  const send = () => {
    setTried(true);
    if (why.trim() === '' || (needsCode && code === '')) return undefined;
    return run
      .mutateAsync({ act, revision, body: { reason: why.trim(), ...(code === '' ? {} : { reasonCode: code }) } })
      .then(() => {
        onDone();
        onClose();
      });
  };
  return (
    <Dialog
      title={t.acts[act]}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.reason.cancel}
          save={t.acts[act]}
          disabled={run.isPending}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <div className="ln-form">
        {act === 'withdraw' ? <p>{t.acts.withdrawQuestion}</p> : null}
        {needsCode ? (
          <SelectField
            label={t.acts.reasonKind}
            none={t.reason.none}
            options={t.reason.codes}
            error={tried && code === '' ? t.reason.must : undefined}
            value={code}
            onChange={setCode}
          />
        ) : null}
        <AreaField
          label={t.acts.why}
          hint={t.acts.whyHint}
          error={tried && why.trim() === '' ? t.acts.whyMust : undefined}
          maxLength={500}
          rows={3}
          value={why}
          onChange={setWhy}
        />
        <SaveFailure error={run.error} conflict={t.conflict.title} />
      </div>
    </Dialog>
  );
}
