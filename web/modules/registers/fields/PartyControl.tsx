import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { partySearchQuery } from '../api.ts';
import { Picker } from './Picker.tsx';
import { useRemembered } from './remembered.ts';
import { text } from './text.ts';
import type { ControlProps } from './types.ts';

/** A firm, bureau or other party by name or code; a unit that is not known yet may be named as it is. */
export function PartyControl({ attributes, value, onChange, refs, field, adding }: ControlProps) {
  const t = useText(text);
  const [q, setQ] = useState<string | null>(null);
  const { wordsOf, remember } = useRemembered(refs);
  const { data } = useQuery({ ...partySearchQuery(field.party ?? 'any', q ?? ''), enabled: q !== null });
  return (
    <Picker
      attributes={attributes}
      shown={wordsOf(value)}
      options={(data?.items ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      placeholder={t.searchParty}
      onQuery={setQ}
      onPick={(option) => {
        if (option) remember(option.value, option.label);
        onChange(option?.value ?? null);
      }}
      adding={adding ?? false}
      // Of what kind a new one would be has to be known.
      free={field.party !== 'enterprise' && field.party !== 'any'}
    />
  );
}
