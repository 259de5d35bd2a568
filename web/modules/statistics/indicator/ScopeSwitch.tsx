import { scopeWords } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { text } from '../text.ts';
import type { Choice } from './series.ts';

export interface ScopeSwitchProps {
  scopes: readonly Choice<string>[];
  chosen: string;
  onChoose: (scope: string) => void;
}

/** The whole and its cuts, for the sentence and the line. */
export function ScopeSwitch({ scopes, chosen, onChoose }: ScopeSwitchProps) {
  const t = useText(text).chart;
  const language = useLanguage();
  const nameOf = (key: string) => {
    const pairs = key.split(';').filter(Boolean);
    const scope = Object.fromEntries(
      pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    );
    return scopeWords(scope, language) || t.whole;
  };
  return (
    <fieldset className="statistics-scopes">
      <legend className="ln-small ln-second">{t.scope}</legend>
      {scopes.slice(0, 12).map(({ value, count }) => (
        <button
          key={value}
          type="button"
          className={`ln-chip${value === chosen ? ' ln-on' : ''}`}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {nameOf(value)} <b>{count}</b>
        </button>
      ))}
    </fieldset>
  );
}
