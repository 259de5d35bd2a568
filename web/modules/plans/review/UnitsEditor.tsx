import { useText } from '../../../shell/preferences.tsx';
import { CrossIcon } from '../../../shell/widgets/icons.tsx';
import { Combo } from '../library/Combo.tsx';
import type { TargetView } from '../review-api.ts';
import { text } from '../review-text.ts';

type Units = TargetView['responsible'];

export interface UnitsEditorProps {
  units: Units;
  /** Names to choose from; others may be typed. */
  known: readonly { unit: string }[];
  onChange: (units: Units) => void;
}

/** Units that answer for an item: press a name to make it the lead, the cross takes it away. */
export function UnitsEditor({ units, known, onChange }: UnitsEditorProps) {
  const t = useText(text);
  const hasLead = units.some(({ role }) => role === 'lead');
  const options = known
    .filter(({ unit }) => !units.some((other) => other.unit === unit))
    .map(({ unit }) => ({ value: unit, label: unit }));
  return (
    <fieldset className="rv-units">
      <legend>
        {t.fields.responsible}{' '}
        <span className="ln-third">{units.length > 1 && !hasLead ? t.leadOpen(units.length) : t.leadHint}</span>
      </legend>
      <div className="ln-row">
        {units.map(({ unit, role }, at) => (
          <span key={unit} className={`rv-unit-tag${role === 'lead' ? ' rv-lead' : ''}`}>
            <button
              type="button"
              aria-pressed={role === 'lead'}
              title={t.leadOf(unit)}
              onClick={() =>
                onChange(
                  units.map((other, index) =>
                    index === at ? { unit, role: role === 'lead' ? 'support' : 'lead' } : other,
                  ),
                )
              }
            >
              {role === 'lead' ? <b>{t.lead}</b> : null} {unit}
            </button>
            <button
              type="button"
              aria-label={t.removeUnit(unit)}
              onClick={() => onChange(units.filter((_, index) => index !== at))}
            >
              <CrossIcon size={11} />
            </button>
          </span>
        ))}
        <span className="rv-unit-add">
          <Combo
            label={t.addUnit}
            shown=""
            placeholder={t.addUnit}
            options={options}
            free
            adding
            onPick={({ value }) => {
              if (!units.some(({ unit }) => unit === value)) onChange([...units, { unit: value, role: 'support' }]);
            }}
          />
        </span>
      </div>
    </fieldset>
  );
}
