import { useState } from 'react';
import type { EntryDetail, Register } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { useValueContext } from '../use-value-context.ts';
import { isEmpty, nameOf, stateWords, valueWords } from '../values.ts';
import { momentWords } from './dates.ts';
import { text } from './text.ts';

type Item = EntryDetail['history'][number];
const firstShown = 10;

/** What happened to an entry: who changed what, from what to what, and when. */
export function HistoryPart({ register, entry }: { register: Register; entry: EntryDetail }) {
  const t = useText(text);
  const [all, setAll] = useState(false);
  const items = entry.history.toSorted((a, b) => b.revision - a.revision);
  // Who changed what is told to those who work with it; to others there is no history, not an empty one.
  if (items.length === 0) return null;
  const shown = all ? items : items.slice(0, firstShown);
  return (
    <Card title={t.history}>
      <ol className="reg-history">
        {shown.map((item) => (
          <HistoryItem key={item.revision} register={register} entry={entry} item={item} />
        ))}
      </ol>
      {items.length > shown.length ? (
        <button type="button" className="ln-link" onClick={() => setAll(true)}>
          {t.more(items.length - shown.length)}
        </button>
      ) : null}
    </Card>
  );
}

function HistoryItem({ register, entry, item }: { register: Register; entry: EntryDetail; item: Item }) {
  const t = useText(text);
  const language = useLanguage();
  const context = useValueContext(register, entry.refs);
  const words = (field: string, value: unknown): string => {
    if (isEmpty(value)) return t.empty;
    if (field === 'state') return stateWords(String(value), context);
    const known = register.fields.find(({ id }) => id === field);
    if (known) return valueWords(known, value, context);
    return Array.isArray(value) ? t.children(value.length) : String(value);
  };
  const nameOfField = (field: string): string => {
    if (field === 'state') return t.line;
    const known = register.fields.find(({ id }) => id === field) ?? register.children.find(({ id }) => id === field);
    return known ? nameOf(known, language) : field;
  };
  // A new entry's first values are the page itself; only what moved since is told.
  const changes = item.kind === 'created' ? [] : item.changes;
  return (
    <li>
      <span className="ln-small ln-third">{momentWords(item.at, language)}</span>
      <div>
        <b>{t.kinds[item.kind]}</b> <span className="ln-second">{item.by}</span>
        {item.note ? <p className="ln-small">{item.note}</p> : null}
        {changes.length > 0 ? (
          <ul className="ln-small">
            {changes.map(({ field, before, after }) => (
              <li key={field}>
                <span className="ln-second">{nameOfField(field)}</span>{' '}
                {t.changedFrom(words(field, before), words(field, after))}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}
