import { useState } from 'react';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { text } from '../target-text.ts';
import { sayField } from './fields.ts';

const first = 6;

/** Who changed what, newest first. */
export function History({ detail: { history } }: { detail: TargetDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const newest = history.toSorted((a, b) => b.at.localeCompare(a.at));
  const shown = all ? newest : newest.slice(0, first);
  const when = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return (
    <Card title={t.history.title}>
      {history.length === 0 ? <p className="ln-second">{t.history.none}</p> : null}
      <ol className="plans-history">
        {shown.map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            <time dateTime={entry.at} className="ln-small ln-third">
              {when.format(new Date(entry.at))}
            </time>
            <span>
              {entry.actorName} <span className="ln-second">{actionWords(entry.action, t.history.actions)}</span>
            </span>
            <span className="ln-small ln-second">
              {changesOf(entry.before, entry.after)
                .map(({ field, before, after }) =>
                  t.history.change(
                    t.fields[field] ?? field,
                    sayField(field, before, language) || t.history.nothing,
                    sayField(field, after, language) || t.history.nothing,
                  ),
                )
                .join(language === 'zh' ? '；' : '; ')}
            </span>
          </li>
        ))}
      </ol>
      {newest.length > shown.length ? (
        <button type="button" className="ln-link ln-small" onClick={() => setAll(true)}>
          {t.history.more(newest.length - shown.length)}
        </button>
      ) : null}
    </Card>
  );
}

const actionWords = (action: string, words: Readonly<Record<string, string>>) =>
  words[action] ?? words[action.split('.').at(-1) ?? ''] ?? action;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Values that follow from others, or that no reader asks for. */
const inner = new Set([
  'valueCanonical',
  'valueMaxCanonical',
  'unitCanonical',
  'bindingConfidence',
  'confidence',
  'regionName',
  'other',
]);

/** Fields that differ; an entry made whole (before or after missing) lists nothing. */
function changesOf(before: unknown, after: unknown) {
  if (!isRecord(before) || !isRecord(after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) =>
    inner.has(field) || JSON.stringify(before[field]) === JSON.stringify(after[field])
      ? []
      : [{ field, before: before[field], after: after[field] }],
  );
}
