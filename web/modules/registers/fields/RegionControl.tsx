import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { Picker } from './Picker.tsx';
import { useRemembered } from './remembered.ts';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** A division by name or code; before anything is typed, those right below the frame's region. */
export function RegionControl({ attributes, value, onChange, refs, adding }: ControlProps) {
  const t = useText(text);
  const language = useLanguage();
  const scope = useScope();
  const [q, setQ] = useState('');
  const { wordsOf, remember } = useRemembered(refs);
  const { data } = useQuery({
    ...regionsQuery(q ? { q } : { parent: scope.region }),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map((region) => ({
    value: region.code,
    label: language === 'en' ? (region.nameEn ?? region.name) : region.name,
    note: region.code,
  }));
  return (
    <Picker
      attributes={attributes}
      shown={wordsOf(value)}
      options={options}
      placeholder={t.searchRegion}
      onQuery={setQ}
      onPick={(option) => {
        if (option) remember(option.value, option.label);
        onChange(option?.value ?? null);
      }}
      adding={adding ?? false}
    />
  );
}
