import { dimensionWords, membersOf, memberWords } from '../../../../server/modules/statistics/model.ts';
import { useLanguage } from '../../../shell/preferences.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';

type Scope = Readonly<Record<string, string>>;

export interface ScopeInputsProps {
  /** The dimensions by which the indicator may be cut. */
  dimensions: readonly string[];
  scope: Scope;
  /** What a dimension left alone means: '全部'. */
  whole: string;
  hint?: string;
  error?: string | undefined;
  onChange: (scope: Scope) => void;
}

/** By what a figure is cut; left alone, it is the whole. */
export function ScopeInputs({ dimensions, scope, whole, hint, error, onChange }: ScopeInputsProps) {
  const language = useLanguage();
  const cuts = dimensions.filter((name) => name !== 'region');
  if (cuts.length === 0) return null;
  const put = (name: string, value: string) => {
    const { [name]: _, ...rest } = scope;
    onChange(value ? { ...rest, [name]: value } : rest);
  };
  return (
    <div className="ln-pair">
      {cuts.map((name, index) => {
        const own = scope[name] ?? '';
        const members = [...new Set([...membersOf(name), ...(own ? [own] : [])])];
        const field = {
          label: dimensionWords(name, language),
          hint,
          error: index === 0 ? error : undefined,
          value: own,
        };
        return membersOf(name).length > 2 ? (
          <SelectField
            key={name}
            {...field}
            none={whole}
            options={Object.fromEntries(members.map((member) => [member, memberWords(name, member, language)]))}
            onChange={(value) => put(name, value)}
          />
        ) : (
          <TextField key={name} {...field} placeholder={whole} onChange={(value) => put(name, value.trim())} />
        );
      })}
    </div>
  );
}
