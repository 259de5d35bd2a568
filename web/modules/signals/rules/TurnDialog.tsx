import { useState } from 'react';
import type { RuleView } from '../../../../server/kernel/signals/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { useRuleSetting } from '../api.ts';
import { text } from '../text.ts';

/** Switches a rule off or on for the region at hand, with a reason. */
export function TurnDialog(props: { rule: RuleView; region: { code: string; name: string }; onClose: () => void }) {
  const { rule, region, onClose } = props;
  const t = useText(text).rules;
  const save = useRuleSetting();
  const [reason, setReason] = useState('');
  const on = !rule.enabled;
  const run = () =>
    save.mutateAsync({ id: rule.id, region: region.code, enabled: on, reason: reason.trim() }).then(onClose);
  return (
    <Dialog
      title={t.turnTitle(rule.name, on)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={on ? t.turnOn : t.turnOff}
          disabled={reason.trim() === '' || save.isPending}
          onCancel={onClose}
          onSave={run}
        />
      }
    >
      <p>{t.turnNote(region.name)}</p>
      <AreaField label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} maxLength={500} />
      {save.isError ? <ErrorState error={save.error} /> : null}
    </Dialog>
  );
}
