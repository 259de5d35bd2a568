import { useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { IndicatorPicker } from '../ledger/IndicatorPicker.tsx';
import { RegionField } from '../library/RegionField.tsx';
import { text } from '../review-text.ts';
import type { Draft, DraftErrors } from './draft.ts';
import { UnitsEditor } from './UnitsEditor.tsx';
import '../ledger/ledger.css';

export interface TargetFieldsProps {
  draft: Draft;
  errors: DraftErrors;
  units: readonly { unit: string }[];
  onChange: (change: Partial<Draft>) => void;
}

/** The fields of an item, as in mock-up 03: what was read, in six narrow fields, then name, indicator and units. */
export function TargetFields({ draft, errors, units, onChange }: TargetFieldsProps) {
  const t = useText(text);
  const typed = (field: 'value' | 'valueMax' | 'unit' | 'deadline' | 'baselineYear' | 'indicatorName') => (
    <Field label={t.fields[field]} error={errors[field]}>
      {(attributes) => (
        <input
          {...attributes}
          className="ln-input"
          name={field}
          inputMode={field === 'unit' || field === 'indicatorName' ? 'text' : 'decimal'}
          placeholder={field === 'deadline' ? t.deadlineEmpty : undefined}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  const chosen = <K extends 'comparator' | 'accumulation' | 'kind'>(field: K, names: Record<Draft[K], string>) => (
    <Field label={t.fields[field]}>
      {(attributes) => (
        <select
          {...attributes}
          className="ln-input"
          name={field}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.target.value })}
        >
          {(Object.entries(names) as [string, string][]).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  const isChange = draft.comparator === '+=' || draft.unit === '番' || draft.baselineYear !== '';
  return (
    <div className="rv-fields">
      {chosen('comparator', t.comparatorNames)}
      {typed('value')}
      {draft.comparator === 'range' ? typed('valueMax') : null}
      {typed('unit')}
      {typed('deadline')}
      {chosen('accumulation', t.accumulation)}
      {isChange ? typed('baselineYear') : null}
      <Field label={t.fields.region}>
        {(attributes) => (
          <RegionField
            id={attributes.id}
            describedBy={attributes['aria-describedby']}
            value={draft.region}
            first={[draft.region]}
            onPick={(region) => onChange({ region })}
          />
        )}
      </Field>
      {chosen('kind', t.kinds)}
      <div className="rv-name-field">{typed('indicatorName')}</div>
      <div className="rv-wide">
        <Field label={t.fields.indicatorCode}>
          {(attributes) => (
            <IndicatorPicker
              id={attributes.id}
              describedBy={attributes['aria-describedby']}
              code={draft.indicatorCode}
              onPick={(indicator) => onChange({ indicatorCode: indicator?.code ?? null })}
            />
          )}
        </Field>
      </div>
      <div className="rv-full">
        <UnitsEditor units={draft.responsible} known={units} onChange={(responsible) => onChange({ responsible })} />
      </div>
    </div>
  );
}
