import { useState } from 'react';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { type SchemeRow, useMakeRun } from '../api.ts';
import { text } from '../text.ts';

/** Scheme, period, and until when the figures count; the region is the one of the page. */
export function RunDialog({ schemes, onClose }: { schemes: readonly SchemeRow[]; onClose: () => void }) {
  const t = useText(text);
  const go = useGo();
  const { region, month } = useScope();
  const [scheme, setScheme] = useState(schemes[0]?.id ?? '');
  const [period, setPeriod] = useState(month);
  const [asAt, setAsAt] = useState('');
  const make = useMakeRun();
  return (
    <Dialog
      title={t.runTitle}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.runMake}
          disabled={make.isPending || scheme === ''}
          onCancel={onClose}
          onSave={() =>
            make
              .mutateAsync({ scheme, region, period, ...(asAt ? { asAt } : {}) })
              .then(({ id }) => go(`/supervision/runs/${id}`))
          }
        />
      }
    >
      <div className="ln-stack">
        <SelectField
          label={t.runScheme}
          value={scheme}
          onChange={setScheme}
          options={Object.fromEntries(
            schemes.map((one) => [one.id, `${one.region.name} · ${one.name}（${t.scopes[one.scope]}）`]),
          )}
        />
        <TextField label={t.runPeriod} hint={t.runPeriodHint} value={period} onChange={setPeriod} />
        <TextField label={t.runAsAt} hint={t.runAsAtHint} type="date" value={asAt} onChange={setAsAt} />
        <p className="ln-small ln-third">{t.runRegionHint}</p>
        {make.isError ? <ErrorState error={make.error} /> : null}
      </div>
    </Dialog>
  );
}
