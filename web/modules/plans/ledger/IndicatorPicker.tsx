import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';

import { catalogueQuery } from '../../statistics/index.ts';
import { text } from '../ledger-text.ts';
import { matchIndicators } from './match-indicators.ts';

const indicatorName = (indicator: IndicatorView, language: Language) =>
  language === 'zh' ? indicator.nameZh : indicator.nameEn;

export interface IndicatorPickerProps {
  code: string | null;
  onPick: (indicator: IndicatorView | null) => void;
  /** Ties the field to a label or an error of the form around it. */
  id?: string;
  describedBy?: string | undefined;
  mayClear?: boolean;
}

/** A field that finds an indicator by name, synonym or code: a combobox by the book. */
export function IndicatorPicker({ code, onPick, id, describedBy, mayClear = true }: IndicatorPickerProps) {
  const t = useText(text).picker;
  const language = useLanguage();
  const { data } = useQuery(catalogueQuery(language));
  const all = data?.items ?? [];
  const chosen = all.find((indicator) => indicator.code === code);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const field = useRef<HTMLInputElement>(null);
  const open = typed !== null;
  const found = open ? matchIndicators(all, typed) : [];
  const pick = (indicator: IndicatorView | null) => {
    onPick(indicator);
    setTyped(null);
  };
  const onKey = (key: string): boolean => {
    if (key === 'ArrowDown' && !open) setTyped('');
    else if (key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (!open) return false;
    else if (key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (key === 'Enter' && found[active]) pick(found[active]);
    else if (key === 'Escape') setTyped(null);
    else return false;
    return true;
  };
  return (
    <div className="plans-combo">
      <input
        ref={field}
        id={id}
        className="ln-input"
        role="combobox"
        aria-label={id ? undefined : t.label}
        aria-describedby={describedBy}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${listId}-${active}` : undefined}
        placeholder={t.placeholder}
        autoComplete="off"
        value={typed ?? (chosen ? indicatorName(chosen, language) : (code ?? ''))}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={(event) => {
          if (!onKey(event.key)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {mayClear && code !== null && !open ? (
        <button type="button" className="ln-link ln-small" onClick={() => pick(null)}>
          {t.clear}
        </button>
      ) : null}
      <span className="ln-hidden" aria-live="polite">
        {open ? (found.length ? t.count(found.length) : t.none) : ''}
      </span>
      {open ? (
        <div id={listId} role="listbox" aria-label={t.label} className="plans-combo-list">
          {found.map((indicator, index) => (
            <div
              key={indicator.code}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={`plans-combo-option${index === active ? ' plans-active' : ''}`}
              onMouseDown={(event) => {
                event.preventDefault();
                pick(indicator);
              }}
              onMouseEnter={() => setActive(index)}
            >
              <span>{indicatorName(indicator, language)}</span>
              <span className="ln-small ln-third">
                {indicator.shownAs} · {indicator.code}
              </span>
            </div>
          ))}
          {found.length === 0 ? <p className="ln-small ln-third">{t.none}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
