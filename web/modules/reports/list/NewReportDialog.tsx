import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { SaveFailure } from '../../../shell/widgets/SaveFailure.tsx';
import { planNamesQuery, useMakeReport } from '../api.ts';
import { text } from '../text.ts';

type Kind = keyof (typeof text)['zh']['kinds'];

/** Kind, period and, for an evaluation, the plan; the region is that of the page. */
export function NewReportDialog({ kinds, onClose }: { kinds: readonly string[]; onClose: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const { region, month } = useScope();
  const go = useGo();
  const [kind, setKind] = useState<Kind>(kinds[0] as Kind);
  const [period, setPeriod] = useState(month);
  const [plan, setPlan] = useState('');
  const make = useMakeReport();
  const plans = useQuery({ ...planNamesQuery(language), enabled: kind === 'evaluation' });
  const options = Object.fromEntries(kinds.map((one) => [one, t.kinds[one as Kind]])) as Record<Kind, string>;
  const planOptions = Object.fromEntries((plans.data?.items ?? []).map((one) => [one.id, one.shortTitle]));
  const wanted = { kind, region, period: period.trim(), ...(kind === 'evaluation' && plan ? { plan } : {}) };
  const incomplete = wanted.period === '' || (kind === 'evaluation' && plan === '');
  const save = () => make.mutateAsync(wanted).then(({ head }) => go(`/reports/${head.id}`));
  return (
    <Dialog
      title={t.make.title}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.make.cancel}
          save={make.isPending ? t.make.wait : t.make.save}
          disabled={make.isPending || incomplete}
          onCancel={onClose}
          onSave={save}
        />
      }
    >
      <div className="ln-stack">
        <SelectField label={t.make.kind} options={options} value={kind} onChange={setKind} />
        <TextField label={t.make.period} hint={t.make.periodHint} value={period} onChange={setPeriod} />
        {kind === 'evaluation' ? (
          <SelectField
            label={t.make.plan}
            options={planOptions}
            none={t.make.choosePlan}
            value={plan}
            onChange={setPlan}
          />
        ) : null}
        <SaveFailure error={make.error} conflict={t.conflict} />
      </div>
    </Dialog>
  );
}
