import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';
import { catalogueQuery } from '../../statistics/widgets.ts';
import { text } from '../ledger-text.ts';
import { Combo } from '../library/Combo.tsx';
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

/** A field that finds an indicator by name, synonym or code. */
export function IndicatorPicker({ code, onPick, id, describedBy, mayClear = true }: IndicatorPickerProps) {
  const t = useText(text).picker;
  const language = useLanguage();
  const { data } = useQuery(catalogueQuery(language));
  const all = data?.items ?? [];
  const chosen = all.find((indicator) => indicator.code === code);
  const [q, setQ] = useState('');
  return (
    <div className="plans-picker">
      <Combo
        id={id}
        label={t.label}
        describedBy={describedBy}
        placeholder={t.placeholder}
        shown={chosen ? indicatorName(chosen, language) : (code ?? '')}
        options={matchIndicators(all, q).map((indicator) => ({
          value: indicator.code,
          label: indicatorName(indicator, language),
          note: `${indicator.shownAs} · ${indicator.code}`,
        }))}
        onQuery={setQ}
        onPick={({ value }) => onPick(all.find((indicator) => indicator.code === value) ?? null)}
      />
      {mayClear && code !== null ? (
        <button type="button" className="ln-link ln-small" onClick={() => onPick(null)}>
          {t.clear}
        </button>
      ) : null}
    </div>
  );
}
