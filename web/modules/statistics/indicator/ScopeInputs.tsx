import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { dimensionWords, membersOf, memberWords } from '../scope-words.ts';
import { text } from '../text.ts';

export interface ScopeInputsProps {
  indicator: IndicatorView;
  scope: Readonly<Record<string, string>>;
  error?: string | undefined;
  onChange: (scope: Readonly<Record<string, string>>) => void;
}

/** By what the figure is cut; left alone, it is the whole. */
export function ScopeInputs({ indicator, scope, error, onChange }: ScopeInputsProps) {
  const t = useText(text).entry;
  const language = useLanguage();
  const dimensions = indicator.scopeDimensions.filter((name) => name !== 'region');
  if (dimensions.length === 0) return null;
  const put = (name: string, value: string) => {
    const { [name]: _, ...rest } = scope;
    onChange(value ? { ...rest, [name]: value } : rest);
  };
  return (
    <div className="statistics-pair">
      {dimensions.map((name, index) => (
        <Field key={name} label={dimensionWords(name, language)} error={index === 0 ? error : undefined}>
          {(attributes) =>
            membersOf(name).length > 2 ? (
              <select
                {...attributes}
                className="ln-input"
                value={scope[name] ?? ''}
                onChange={(event) => put(name, event.target.value)}
              >
                <option value="">{t.all}</option>
                {membersOf(name).map((member) => (
                  <option key={member} value={member}>
                    {memberWords(name, member, language)}
                  </option>
                ))}
              </select>
            ) : (
              <input
                {...attributes}
                className="ln-input"
                placeholder={t.all}
                value={scope[name] ?? ''}
                onChange={(event) => put(name, event.target.value.trim())}
              />
            )
          }
        </Field>
      ))}
    </div>
  );
}
