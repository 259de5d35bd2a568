import { useState } from 'react';
import { useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { Dialog, SaveFooter } from '../../../../shell/widgets/Dialog.tsx';
import { TextField } from '../../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../../shell/widgets/SaveFailure.tsx';
import { useRoster } from '../api.ts';
import { text } from '../text.ts';

/** One reporter put on the list by its credit code; without one the region's own bureau reports. */
export function AddReporter({ form, region, onClose }: { form: string; region: string; onClose: () => void }) {
  const t = useText(text);
  const { month } = useScope();
  const [party, setParty] = useState('');
  const [at, setAt] = useState(region);
  const [since, setSince] = useState(month);
  const [tried, setTried] = useState(false);
  const { add } = useRoster();
  const code = party.trim().toUpperCase();
  const isBad = code !== '' && !/^[0-9A-Z]{18}$/.test(code);
  const send = () => {
    setTried(true);
    if (isBad) return undefined;
    return add.mutateAsync([{ form, region: at.trim(), since, ...(code === '' ? {} : { party: code }) }]).then(onClose);
  };
  return (
    <Dialog
      title={t.define.roster.addOne}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.round.cancel}
          save={t.define.roster.save}
          disabled={add.isPending}
          onCancel={onClose}
          onSave={send}
        />
      }
    >
      <div className="ln-form">
        <TextField
          label={t.define.roster.uscc}
          error={tried && isBad ? t.define.roster.bad : undefined}
          maxLength={18}
          value={party}
          onChange={setParty}
        />
        <TextField label={t.define.roster.regionCode} value={at} onChange={setAt} />
        <TextField label={t.define.roster.month} type="month" value={since} onChange={setSince} />
        <SaveFailure error={add.error} conflict="" />
      </div>
    </Dialog>
  );
}
