import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Region } from '../../../../server/kernel/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { useScope } from '../../../shell/scope.ts';
import { text } from '../library-text.ts';
import { Combo } from './Combo.tsx';

export interface RegionFieldProps {
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  value: { code: string; name: string } | null;
  onPick: (region: { code: string; name: string }) => void;
  /** Offered first, before anything is typed. */
  first?: readonly { code: string; name: string }[];
}

/** Finds a division by name or code. */
export function RegionField({ id, describedBy, invalid, value, onPick, first = [] }: RegionFieldProps) {
  const t = useText(text);
  const language = useLanguage();
  const scope = useScope();
  const [q, setQ] = useState('');
  const { data } = useQuery({
    ...regionsQuery(q ? { q } : { parent: scope.region }),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).map((region) => ({ code: region.code, name: nameOf(region, language) }));
  const options = [...(q ? [] : first), ...found].map(({ code, name }) => ({ value: code, label: name, note: code }));
  const unique = options.filter((option, at) => options.findIndex(({ value: code }) => code === option.value) === at);
  return (
    <Combo
      id={id}
      label={t.fields.region}
      describedBy={describedBy}
      invalid={invalid}
      shown={value?.name ?? ''}
      placeholder={t.regionPlaceholder}
      options={unique}
      onQuery={setQ}
      onPick={(option) => onPick({ code: option.value, name: option.label })}
    />
  );
}

const nameOf = (region: Region, language: 'zh' | 'en') =>
  language === 'en' ? (region.nameEn ?? region.name) : region.name;
