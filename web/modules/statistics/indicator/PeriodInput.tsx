import { parsePeriod, periodCode } from '@liannao/statistics';
import { useEffect, useId, useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { text } from '../text.ts';

/** A period as a filter, in any form that people write; taken when the field is left or on Enter. */
export function PeriodInput({ urlKey, label }: { urlKey: string; label: string }) {
  const t = useText(text).entry;
  const [value, setValue] = useUrlState(urlKey, '');
  const [typed, setTyped] = useState(value);
  const id = useId();
  useEffect(() => setTyped(value), [value]);
  const parsed = typed === '' ? null : parsePeriod(typed);
  const take = () => {
    if (typed === '') setValue(null);
    else if (parsed?.ok) setValue(periodCode(parsed.value));
  };
  const wrong = parsed !== null && !parsed.ok;
  return (
    <label className="ln-small statistics-period">
      {label}{' '}
      <input
        className="ln-input"
        placeholder="2025-01"
        aria-invalid={wrong}
        aria-describedby={wrong ? id : undefined}
        title={wrong ? t.periodBad : undefined}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === 'Enter' && take()}
      />
      {wrong ? (
        <span id={id} className="ln-hidden">
          {t.periodBad}
        </span>
      ) : null}
    </label>
  );
}
