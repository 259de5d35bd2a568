import { useState } from 'react';
import type { PlanView } from '../../../../server/modules/plans/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { Card, Facts } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { type PlanPatch, useEditPlan } from '../library-api.ts';
import { text } from '../library-text.ts';
import { RegionField } from './RegionField.tsx';

/** What is known of the plan as a document; the same card becomes the form. */
export function PlanFacts({ plan, mayEdit }: { plan: PlanView; mayEdit: boolean }) {
  const t = useText(text);
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <FactsForm plan={plan} onClose={() => setEditing(false)} />;
  const f = t.fields;
  return (
    <Card
      title={t.facts}
      extra={
        mayEdit ? (
          <button type="button" className="ln-button ln-button-small" onClick={() => setEditing(true)}>
            {t.edit}
          </button>
        ) : null
      }
    >
      <Facts
        items={[
          { name: f.title, value: plan.title },
          { name: f.kind, value: t.kinds[plan.kind] },
          { name: f.region, value: plan.region.name },
          { name: f.level, value: t.levels[plan.level] },
          { name: f.period, value: t.period(plan.periodStart, plan.periodEnd) },
          { name: f.effectiveFrom, value: plan.effectiveFrom ?? <span className="ln-third">{t.unknown}</span> },
          { name: f.state, value: t.states[plan.state] },
          { name: f.open, value: plan.open ? t.yes : t.no },
          ...(plan.sourceNote ? [{ name: f.source, value: plan.sourceNote }] : []),
        ]}
      />
    </Card>
  );
}

const yearOf = (typed: string) => (typed.trim() === '' ? null : Number(typed));

function FactsForm({ plan, onClose }: { plan: PlanView; onClose: () => void }) {
  const t = useText(text);
  const f = t.fields;
  const edit = useEditPlan(plan.id);
  const [title, setTitle] = useState(plan.title);
  const [shortTitle, setShortTitle] = useState(plan.shortTitle);
  const [kind, setKind] = useState(plan.kind);
  const [state, setState] = useState(plan.state);
  const [region, setRegion] = useState(plan.region);
  const [start, setStart] = useState(plan.periodStart?.toString() ?? '');
  const [end, setEnd] = useState(plan.periodEnd?.toString() ?? '');
  const [from, setFrom] = useState(plan.effectiveFrom ?? '');
  const [open, setOpen] = useState(plan.open);
  const refused = edit.error instanceof ApiProblem ? edit.error.byField() : {};
  const save = async () => {
    const all: PlanPatch = {
      title: title.trim(),
      shortTitle: shortTitle.trim(),
      kind,
      state,
      regionCode: region.code,
      periodStart: yearOf(start),
      periodEnd: yearOf(end),
      effectiveFrom: from || null,
      open,
    };
    const now = { ...plan, regionCode: plan.region.code };
    const fields = Object.fromEntries(
      Object.entries(all).filter(([field, value]) => now[field as keyof typeof now] !== value),
    );
    if (Object.keys(fields).length > 0) await edit.mutateAsync(fields);
    onClose();
  };
  const write = (label: string, value: string, set: (value: string) => void, error?: string, type = 'text') => (
    <TextField label={label} error={error} type={type} value={value} onChange={set} />
  );
  return (
    <Card title={t.edit}>
      <form
        className="pl-form"
        onSubmit={(event) => {
          event.preventDefault();
          save().catch(() => undefined);
        }}
      >
        <div className="pl-full">
          {write(f.title, title, setTitle, refused.title ?? (title.trim() ? undefined : t.required))}
        </div>
        <div className="pl-full">
          {write(
            f.shortTitle,
            shortTitle,
            setShortTitle,
            refused.shortTitle ?? (shortTitle.trim() ? undefined : t.required),
          )}
        </div>
        <SelectField label={f.kind} value={kind} options={t.kinds} onChange={setKind} />
        <SelectField label={f.state} value={state} options={t.states} onChange={setState} />
        <Field label={f.region} error={refused.regionCode}>
          {(attributes) => (
            <RegionField
              id={attributes.id}
              describedBy={attributes['aria-describedby']}
              value={region}
              first={[plan.region]}
              onPick={setRegion}
            />
          )}
        </Field>
        {write(f.effectiveFrom, from, setFrom, refused.effectiveFrom, 'date')}
        {write(f.periodStart, start, setStart, refused.periodStart, 'number')}
        {write(f.periodEnd, end, setEnd, refused.periodEnd, 'number')}
        <div className="pl-full">
          <label className="ln-row">
            <input type="checkbox" checked={open} onChange={(event) => setOpen(event.target.checked)} /> {f.open}
            <span className="ln-caption ln-third">{f.openHint}</span>
          </label>
        </div>
        {edit.isError ? (
          <div className="pl-full">
            <ErrorState error={edit.error} />
          </div>
        ) : null}
        <div className="pl-full ln-row">
          <button
            type="submit"
            className="ln-button ln-primary"
            disabled={edit.isPending || title.trim() === '' || shortTitle.trim() === ''}
          >
            {t.save}
          </button>
          <button type="button" className="ln-button" onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </form>
    </Card>
  );
}
