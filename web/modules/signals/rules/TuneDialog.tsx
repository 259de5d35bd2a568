import { useState } from 'react';
import type { RuleView } from '../../../../server/kernel/signals/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, TextField } from '../../../shell/widgets/fields.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { useRuleSetting } from '../api.ts';
import { text } from '../text.ts';

type Threshold = RuleView['thresholds'][number];

/** Values of the region at hand; an emptied one goes back to the superior's. Nothing is saved without a reason. */
export function TuneDialog(props: { rule: RuleView; region: { code: string; name: string }; onClose: () => void }) {
  const { rule, region, onClose } = props;
  const t = useText(text).rules;
  const save = useRuleSetting();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(rule.thresholds.map(({ name, value }) => [name, String(value)])),
  );
  const [reason, setReason] = useState('');
  const changed = rule.thresholds.filter(({ name, value }) => typed[name] !== String(value));
  const wrong = (one: Threshold) => {
    const words = typed[one.name]?.trim() ?? '';
    const value = Number(words);
    if (words === '' || (Number.isFinite(value) && value >= one.min && value <= one.max)) return undefined;
    return t.outside(formatNumber(one.min), formatNumber(one.max));
  };
  const run = () => {
    const thresholds = Object.fromEntries(
      changed.map(({ name }) => [name, typed[name]?.trim() ? Number(typed[name]) : null]),
    );
    return save.mutateAsync({ id: rule.id, region: region.code, thresholds, reason: reason.trim() }).then(onClose);
  };
  const ready = changed.length > 0 && reason.trim() !== '' && !rule.thresholds.some(wrong);
  return (
    <Dialog
      title={t.tuneTitle(rule.name)}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.save(region.name)}
          disabled={!ready || save.isPending}
          onCancel={onClose}
          onSave={run}
        />
      }
    >
      <div className="ln-form">
        {rule.thresholds.map((one) => (
          <TextField
            key={one.name}
            label={one.title}
            unit={one.unit}
            inputMode="decimal"
            error={wrong(one)}
            hint={`${t.default(formatNumber(one.default))} · ${t.limits(formatNumber(one.min), formatNumber(one.max))}`}
            value={typed[one.name] ?? ''}
            onChange={(value) => setTyped({ ...typed, [one.name]: value })}
          />
        ))}
        <AreaField label={t.reason} hint={t.reasonHint} value={reason} onChange={setReason} maxLength={500} />
        {save.isError ? <ErrorState error={save.error} /> : null}
      </div>
    </Dialog>
  );
}
