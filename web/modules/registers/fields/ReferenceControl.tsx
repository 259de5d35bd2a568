import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { entrySearchQuery } from '../api.ts';
import { Picker } from './Picker.tsx';
import { useRemembered } from './remembered.ts';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** An entry of another register. */
export function ReferenceControl({ attributes, value, onChange, refs, field, adding }: ControlProps) {
  const t = useText(text);
  const [q, setQ] = useState<string | null>(null);
  const { wordsOf, remember } = useRemembered(refs);
  const { data } = useQuery({ ...entrySearchQuery(field.to ?? '', q ?? ''), enabled: q !== null && field.to !== null });
  return (
    <Picker
      attributes={attributes}
      shown={wordsOf(value)}
      options={(data?.items ?? []).map(({ id, title, region }) => ({ value: id, label: title, note: region.name }))}
      placeholder={t.searchEntry}
      onQuery={setQ}
      onPick={(option) => {
        if (option) remember(option.value, option.label);
        onChange(option?.value ?? null);
      }}
      adding={adding ?? false}
    />
  );
}
