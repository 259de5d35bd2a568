import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { catalogueQuery, dimensionWords, membersOf, memberWords } from '../../statistics/index.ts';
import { text } from '../target-text.ts';
import type { Draft } from './draft.ts';

export interface ScopeFieldsProps {
  code: string | null;
  scope: Draft['scope'];
  onChange: (scope: Draft['scope']) => void;
}

/** How the bound indicator is cut for this target; empty is the whole. */
export function ScopeFields({ code, scope, onChange }: ScopeFieldsProps) {
  const t = useText(text).form;
  const language = useLanguage();
  const { data } = useQuery(catalogueQuery(language));
  const indicator = data?.items.find((one) => one.code === code);
  const dimensions = (indicator?.scopeDimensions ?? Object.keys(scope)).filter((name) => name !== 'region');
  if (dimensions.length === 0) return null;
  const put = (name: string, value: string) => {
    const { [name]: _, ...rest } = scope;
    onChange(value ? { ...rest, [name]: value } : rest);
  };
  return (
    <div className="plans-pair">
      {dimensions.map((name) => {
        const members = [...new Set([...membersOf(name), ...(scope[name] ? [scope[name]] : [])])];
        return (
          <Field key={name} label={dimensionWords(name, language)} hint={t.scopeHint}>
            {(attributes) =>
              members.length > 2 ? (
                <select
                  {...attributes}
                  className="ln-input"
                  value={scope[name] ?? ''}
                  onChange={(event) => put(name, event.target.value)}
                >
                  <option value="">{t.noValue}</option>
                  {members.map((member) => (
                    <option key={member} value={member}>
                      {memberWords(name, member, language)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  {...attributes}
                  className="ln-input"
                  value={scope[name] ?? ''}
                  placeholder={t.noValue}
                  onChange={(event) => put(name, event.target.value.trim())}
                />
              )
            }
          </Field>
        );
      })}
    </div>
  );
}
