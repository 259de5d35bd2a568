import { shownUnit } from '@liannao/statistics';
import { useState } from 'react';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Flyout } from '../../../shell/widgets/Flyout.tsx';
import { CrossIcon } from '../../../shell/widgets/icons.tsx';
import { text } from './text.ts';

export interface IndicatorPickProps {
  catalogue: readonly IndicatorView[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

const SHOWN = 30;

/** The chosen indicators, and a search for more. */
export function IndicatorPick({ catalogue, chosen, onChange }: IndicatorPickProps) {
  const t = useText(text);
  const language = useLanguage();
  const [q, setQ] = useState('');
  const nameOf = ({ nameZh, nameEn }: IndicatorView) => (language === 'zh' ? nameZh : nameEn);
  const wanted = q.trim().toLowerCase();
  const found = catalogue.filter(
    (one) =>
      !chosen.includes(one.code) &&
      (wanted === '' ||
        [one.nameZh, one.nameEn, one.code, ...one.synonyms].some((name) => name.toLowerCase().includes(wanted))),
  );
  return (
    <div className="ln-row analysis-wrap">
      <span className="ln-small ln-second">{t.indicators}</span>
      {chosen.map((code) => {
        const own = catalogue.find((one) => one.code === code);
        const name = own ? nameOf(own) : code;
        return (
          <button
            key={code}
            type="button"
            className="ln-chip ln-on"
            aria-label={t.remove(name)}
            onClick={() => onChange(chosen.filter((other) => other !== code))}
          >
            {name} <CrossIcon size={12} />
          </button>
        );
      })}
      <Flyout className="ln-button ln-button-small" label={t.addIndicator}>
        {(close) => (
          <div className="analysis-pick">
            <input
              className="ln-input"
              data-first
              type="search"
              aria-label={t.searchIndicator}
              placeholder={t.searchIndicator}
              value={q}
              onChange={(event) => setQ(event.target.value)}
            />
            <div className="ln-options">
              {found.slice(0, SHOWN).map((one) => (
                <button
                  key={one.code}
                  type="button"
                  className="ln-option"
                  onClick={() => {
                    onChange([...chosen, one.code]);
                    setQ('');
                    close();
                  }}
                >
                  {nameOf(one)} <span className="ln-small ln-third">{shownUnit(one.shownAs, language).word}</span>
                </button>
              ))}
              {found.length === 0 ? <p className="ln-small ln-third">{t.noIndicator}</p> : null}
            </div>
          </div>
        )}
      </Flyout>
    </div>
  );
}
