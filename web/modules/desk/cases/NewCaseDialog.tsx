import { useState } from 'react';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { useRegionTitle } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { Dialog, SaveFooter } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField, TextField } from '../../../shell/widgets/fields.tsx';
import { useNewCase } from '../api.ts';
import { text } from '../text.ts';

/** A case by hand, in the region at hand. */
export function NewCaseDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text).work;
  const go = useGo();
  const { region } = useScope();
  const regionTitle = useRegionTitle(region);
  const create = useNewCase();
  const [form, setForm] = useState({ title: '', unit: '', text: '', dueOn: '', href: '' });
  const field = (name: keyof typeof form) => ({
    label: t.fields[name === 'dueOn' ? 'due' : name],
    value: form[name],
    onChange: (value: string) => setForm({ ...form, [name]: value }),
  });
  const run = () =>
    create
      .mutateAsync({
        title: form.title.trim(),
        region,
        unit: form.unit.trim(),
        ...(form.text.trim() ? { text: form.text.trim() } : {}),
        ...(form.dueOn ? { dueOn: form.dueOn } : {}),
        ...(form.href.trim() ? { href: form.href.trim() } : {}),
      })
      .then(({ id }) => {
        onClose();
        go(`/cases/${id}`);
      });
  return (
    <Dialog
      title={t.newTitle}
      onClose={onClose}
      footer={
        <SaveFooter
          cancel={t.cancel}
          save={t.create}
          disabled={form.title.trim() === '' || form.unit.trim() === '' || create.isPending}
          onCancel={onClose}
          onSave={run}
        />
      }
    >
      <div className="ln-form">
        <TextField {...field('title')} maxLength={200} required />
        <p className="ln-small">
          <span className="ln-third">{t.fields.region}</span> {regionTitle}
        </p>
        <TextField {...field('unit')} maxLength={100} required />
        <TextField {...field('dueOn')} type="date" />
        <AreaField {...field('text')} rows={3} maxLength={4000} />
        <TextField {...field('href')} hint={t.hrefHint} maxLength={300} />
        {create.isError ? <ErrorState error={create.error} /> : null}
      </div>
    </Dialog>
  );
}
