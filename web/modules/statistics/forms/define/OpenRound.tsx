import type { FormDefinition } from '@liannao/statistics';
import { useState } from 'react';
import { useGo } from '../../../../shell/Link.tsx';
import { useText } from '../../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useOpenRound } from '../api.ts';
import { text } from '../text.ts';

interface OpenRoundProps {
  form: string;
  frequency: FormDefinition['frequency'];
  region: { code: string; name: string };
  /** `2025-08`: the period that lies in it is proposed. */
  month: string;
  onClose: () => void;
}

/** A round opened by hand, before its day or for a past period; then its page. */
export function OpenRound({ form, frequency, region, month, onClose }: OpenRoundProps) {
  const t = useText(text);
  const go = useGo();
  const [period, setPeriod] = useState(periodIn(month, frequency));
  const open = useOpenRound();
  const send = () =>
    open.mutateAsync({ form, region: region.code, period: period.trim() }).then(({ id }) => go(`/rounds/${id}`));
  return (
    <Dialog
      title={`${t.define.uses.openRound} · ${region.name}`}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.round.cancel}
          save={t.define.uses.openRound}
          disabled={period.trim() === '' || open.isPending}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <div className="ln-form">
        <p>{t.define.uses.openHow}</p>
        <TextField
          label={t.define.uses.period}
          hint={t.define.uses.periodHint[frequency]}
          maxLength={20}
          value={period}
          onChange={setPeriod}
        />
        <SaveFailure error={open.error} conflict="" />
      </div>
    </Dialog>
  );
}

function periodIn(month: string, frequency: FormDefinition['frequency']): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5))];
  if (frequency === 'quarterly') return `${year}Q${Math.ceil(number / 3)}`;
  if (frequency === 'half-yearly') return `${year}H${number <= 6 ? 1 : 2}`;
  return frequency === 'annual' ? year : month;
}
