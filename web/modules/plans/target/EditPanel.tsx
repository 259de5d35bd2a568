import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { TargetPatch, TargetView } from '../../../../server/modules/plans/model.ts';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { AreaField, SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { catalogueQuery, ScopeInputs } from '../../statistics/widgets.ts';
import { IndicatorPicker } from '../ledger/IndicatorPicker.tsx';
import { useEditTarget } from '../ledger-api.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';
import { Conflict } from './Conflict.tsx';
import { changesOf, checkDraft, type Draft, draftOf } from './draft.ts';

export interface EditPanelProps {
  target: TargetView;
  etag: string;
  onClose: () => void;
}

/** The target's fields, its binding, its base. What somebody else changed meanwhile is shown, and one chooses. */
export function EditPanel({ target, etag, onClose }: EditPanelProps) {
  const t = useText(text);
  const ledger = useText(ledgerText);
  const safe = useText(widgetText).safeTyped;
  // What was opened stays what changes are counted from, whatever a refresh behind brings.
  const [opened] = useState(target);
  const [draft, setDraft] = useState<Draft>(() => draftOf(target));
  const [tried, setTried] = useState(false);
  const edit = useEditTarget();
  const { data: catalogue } = useQuery(catalogueQuery(useLanguage()));
  const indicator = catalogue?.items.find(({ code }) => code === draft.indicatorCode);
  const errors = checkDraft(draft, t.form);
  const refused = edit.error instanceof ApiProblem ? edit.error.byField() : {};
  const errorOf = (field: keyof Draft) =>
    (tried ? errors[field] : undefined) ?? refused[field] ?? refused[`body.${field}`];
  const put = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const changes = changesOf(draft, opened);
  const nothing = Object.keys(changes).length === 0;
  const send = (fields: TargetPatch, ifMatch: string) =>
    edit.mutate({ id: target.id, fields, ifMatch }, { onSuccess: onClose });
  const save = () => {
    setTried(true);
    if (Object.keys(errors).length === 0 && !nothing) send(changes, etag);
  };
  const conflict = edit.error instanceof ApiProblem && edit.error.status === 412;
  const input = (field: TextName, unit?: string) => (
    <TextField
      label={t.fields[field]}
      error={errorOf(field)}
      unit={unit}
      value={draft[field]}
      onChange={(value) => put({ [field]: value })}
    />
  );
  const select = (field: TextName, options: Readonly<Record<string, string>>) => (
    <SelectField
      label={t.fields[field]}
      error={errorOf(field)}
      options={options}
      value={draft[field]}
      onChange={(value) => put({ [field]: value })}
    />
  );
  return (
    <SidePanel
      title={t.form.title}
      width={440}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="ln-button ln-primary" disabled={nothing || edit.isPending} onClick={save}>
            {edit.isPending ? t.form.saving : t.form.save}
          </button>
          <span className="ln-small ln-third">{nothing ? t.form.nothing : t.form.note}</span>
        </>
      }
    >
      {conflict ? (
        <Conflict opened={opened} changes={changes} onSend={send} onClose={onClose} busy={edit.isPending} />
      ) : edit.isError ? (
        <ErrorState error={edit.error} safe={safe} />
      ) : null}
      <Group title={t.form.groups.bind}>
        <Field label={t.fields.indicatorCode} error={errorOf('indicatorCode')}>
          {(attributes) => (
            <IndicatorPicker
              id={attributes.id}
              describedBy={attributes['aria-describedby']}
              code={draft.indicatorCode}
              onPick={(indicator) =>
                put({ indicatorCode: indicator?.code ?? null, scope: keptScope(draft.scope, indicator) })
              }
            />
          )}
        </Field>
        <ScopeInputs
          dimensions={indicator?.scopeDimensions ?? Object.keys(draft.scope)}
          scope={draft.scope}
          whole={t.form.noValue}
          hint={t.form.scopeHint}
          onChange={(scope) => put({ scope })}
        />
        {select('transform', ledger.transforms)}
      </Group>
      <Group title={t.form.groups.base}>
        <div className="ln-pair">
          {input('baselineYear')}
          {input('baselineValue', draft.unit)}
          {input('fromYear')}
          {input('deadline')}
        </div>
        <p className="ln-caption ln-third">{t.form.baselineHint}</p>
      </Group>
      <Group title={t.form.groups.what}>
        {input('indicatorName')}
        <div className="ln-pair">
          {select('comparator', ledger.comparatorNames)}
          {input('value', draft.unit)}
          {draft.comparator === 'range' ? input('valueMax', draft.unit) : null}
          {input('unit')}
          {select('accumulation', ledger.accumulations)}
          {select('kind', ledger.kinds)}
        </div>
      </Group>
      <Group title={t.form.groups.who}>
        <AreaField
          label={t.form.units}
          error={errorOf('responsible')}
          rows={Math.max(3, draft.responsible.split('\n').length)}
          value={draft.responsible}
          onChange={(responsible) => put({ responsible })}
        />
      </Group>
    </SidePanel>
  );
}

type TextName = Exclude<keyof Draft, 'indicatorCode' | 'scope' | 'responsible'>;

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="plans-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** A new indicator keeps only the cuts that it knows. */
const keptScope = (scope: Draft['scope'], indicator: IndicatorView | null) =>
  Object.fromEntries(Object.entries(scope).filter(([key]) => indicator?.scopeDimensions.includes(key)));
