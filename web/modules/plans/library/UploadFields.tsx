import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { planNamesQuery } from '../library-api.ts';
import { text as words } from '../library-text.ts';
import { text } from '../upload-text.ts';
import { Combo } from './Combo.tsx';
import { RegionField } from './RegionField.tsx';

export interface UploadChoice {
  planId: string;
  title: string;
  region: { code: string; name: string } | null;
  kind: string;
  state: string;
  note: string;
}

export const nothingChosen: UploadChoice = { planId: '', title: '', region: null, kind: '', state: '', note: '' };

/** What may be said of the file; all of it is read from the text otherwise. */
export function UploadFields({
  choice,
  onChange,
}: {
  choice: UploadChoice;
  onChange: (change: Partial<UploadChoice>) => void;
}) {
  const t = useText(text);
  const w = useText(words);
  const f = w.fields;
  const { data } = useQuery(planNamesQuery(useLanguage()));
  const editable = (data?.items ?? []).filter(({ mayEdit }) => mayEdit);
  const existing = editable.find(({ id }) => id === choice.planId);
  const select = (label: string, key: 'kind' | 'state', names: Record<string, string>) => (
    <SelectField
      label={label}
      none={t.fromText}
      value={choice[key]}
      options={names}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  return (
    <div className="pl-form">
      <Field label={f.plan}>
        {(attributes) => (
          <Combo
            id={attributes.id}
            shown={existing?.title ?? t.newPlan}
            options={[
              { value: '', label: t.newPlan },
              ...editable.map(({ id, title, region }) => ({ value: id, label: title, note: region.name })),
            ]}
            onPick={({ value }) => onChange({ planId: value })}
          />
        )}
      </Field>
      {choice.planId === '' ? (
        <>
          <Field label={f.region}>
            {(attributes) => (
              <RegionField id={attributes.id} value={choice.region} onPick={(region) => onChange({ region })} />
            )}
          </Field>
          <div className="pl-full">
            <TextField
              label={f.title}
              placeholder={t.fromText}
              value={choice.title}
              onChange={(title) => onChange({ title })}
            />
          </div>
          {select(f.kind, 'kind', w.kinds)}
          {select(f.state, 'state', w.states)}
        </>
      ) : (
        <div className="pl-full">
          <TextField label={f.note} value={choice.note} onChange={(note) => onChange({ note })} />
        </div>
      )}
    </div>
  );
}
