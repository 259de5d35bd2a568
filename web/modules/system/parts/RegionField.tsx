import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { regionsQuery } from '../../../shell/regions.ts';
import { Field } from '../../../shell/widgets/Field.tsx';
import { text } from '../text.ts';

/** A region by name or code, suggested while typing; empty means none. */
export function RegionField({ onChange }: { onChange: (code: string | null) => void }) {
  const t = useText(text).users;
  const listId = useId();
  const [typed, setTyped] = useState('');
  const q = typed.split(' ')[0] ?? '';
  const { data } = useQuery({ ...regionsQuery({ q }), enabled: q.length >= 2 });
  const type = (value: string) => {
    setTyped(value);
    const code = value.split(' ').at(-1) ?? '';
    onChange(/^[0-9A-Za-z-]{2,40}$/.test(code) ? code : null);
  };
  return (
    <Field label={t.region} hint={t.regionHint}>
      {(attributes) => (
        <>
          <input
            {...attributes}
            className="ln-input"
            list={listId}
            value={typed}
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
