import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { RegionRef } from '../../../../server/kernel/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { Field } from '../../../shell/widgets/Field.tsx';
import { text } from '../text.ts';

export interface RegionInputProps {
  start: RegionRef;
  onPick: (region: RegionRef | null) => void;
  error?: string | undefined;
}

/** A region by name or code, suggested while typing. */
export function RegionInput({ start, onPick, error }: RegionInputProps) {
  const t = useText(text).entry;
  const listId = useId();
  const [typed, setTyped] = useState(`${start.name} ${start.code}`);
  const q = typed.trim().split(/\s+/)[0] ?? '';
  const { data } = useQuery({ ...regionsQuery({ q }), enabled: q.length >= 2 });
  const type = (value: string) => {
    setTyped(value);
    const words = value.trim();
    const code = /\s(\S+)$/.exec(words)?.[1];
    const known = data?.items.find((region) => region.code === (code ?? words) || region.name === words);
    onPick(known ? { code: known.code, name: known.name } : code === start.code ? start : null);
  };
  return (
    <Field label={t.region} hint={t.regionHint} error={error}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            className="ln-input"
            list={listId}
            value={typed}
            onFocus={(event) => event.target.select()}
            onChange={(event) => type(event.target.value)}
          />
          <datalist id={listId}>
            {data?.items.map((region) => (
              <option key={region.code} value={`${region.name} ${region.code}`} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
