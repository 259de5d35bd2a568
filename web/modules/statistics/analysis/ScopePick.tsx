import { dimensionWords, membersOf, memberWords } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import type { Question } from './question.ts';
import { text } from './text.ts';

export interface ScopePickProps {
  question: Question;
  /** Scope dimensions of the chosen indicators that have fixed members. */
  dimensions: readonly string[];
  onChange: (question: Question) => void;
}

/** One member of what is fixed, several of what stands on an axis. */
export function ScopePick({ question, dimensions, onChange }: ScopePickProps) {
  const t = useText(text);
  const language = useLanguage();
  if (dimensions.length === 0) return null;
  const onAxis = (name: string) => [...question.rows, ...question.columns].includes(`scope:${name}`);
  return (
    <div className="ln-row analysis-wrap">
      <span className="ln-small ln-second">{t.scope}</span>
      {dimensions.map((name) => {
        const several = onAxis(name);
        const chosen = several ? (question.members[name] ?? ['']) : [question.scope[name] ?? ''];
        const words = chosen.map((member) => (member === '' ? t.uncut : memberWords(name, member, language)));
        const pick = (member: string) => {
          if (several) {
            const next = chosen.includes(member) ? chosen.filter((one) => one !== member) : [...chosen, member];
            onChange({ ...question, members: { ...question.members, [name]: next.length > 0 ? next : [''] } });
            return;
          }
          const { [name]: _, ...others } = question.scope;
          onChange({ ...question, scope: member === '' ? others : { ...others, [name]: member } });
        };
        return (
          <Flyout
            key={name}
            className={`ln-chip${words.length > 1 || chosen[0] !== '' ? ' ln-on' : ''}`}
            label={`${dimensionWords(name, language)}：${words.slice(0, 3).join('、')}${words.length > 3 ? '…' : ''}`}
          >
            {(close) => (
              <div className="ln-options">
                {['', ...membersOf(name)].map((member) => (
                  <button
                    key={member}
                    type="button"
                    className="ln-option"
                    aria-pressed={chosen.includes(member)}
                    onClick={() => {
                      pick(member);
                      if (!several) close();
                    }}
                  >
                    {chosen.includes(member) ? '✓ ' : ''}
                    {member === '' ? t.uncut : memberWords(name, member, language)}
                  </button>
                ))}
              </div>
            )}
          </Flyout>
        );
      })}
    </div>
  );
}
