import { useQuery } from '@tanstack/react-query';
import type { ObservationView } from '../../../../server/modules/statistics/model.ts';
import { scopeWords } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { seriesQuery } from '../api.ts';
import type { Question } from './question.ts';
import { text } from './text.ts';

/** Nothing fits the question. Where the first indicator has figures of other kinds, those are a click away. */
export function NoFigures({ question, onChange }: { question: Question; onChange: (question: Question) => void }) {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const { from, to } = question;
  const filter = { indicator: question.indicators[0] ?? '', region, below: true, from, to };
  const scopes = scopesOf(useQuery(seriesQuery(filter, language)).data?.items ?? []);
  if (scopes.length === 0) return <EmptyState kind="filtered" title={t.noData} />;
  return (
    <EmptyState
      kind="nothing-yet"
      title={t.noData}
      detail={t.otherScopes}
      action={
        <div className="ln-row analysis-wrap">
          {scopes.slice(0, MOST).map((scope) => (
            <button
              key={keyOf(scope)}
              type="button"
              className="ln-button ln-button-small"
              onClick={() => onChange({ ...question, scope })}
            >
              {scopeWords(scope, language) || t.uncut}
            </button>
          ))}
        </div>
      }
    />
  );
}

const MOST = 8;
type Scope = ObservationView['scope'];
const keyOf = (scope: Scope) => JSON.stringify(Object.entries(scope).sort());

/** The kinds that there are figures of, the most frequent first; what was filed as last year's base is none. */
function scopesOf(figures: readonly ObservationView[]): Scope[] {
  const own = figures.filter(({ scope }) => !('basis' in scope));
  const groups = [...Map.groupBy(own, ({ scope }) => keyOf(scope)).values()];
  return groups.toSorted((a, b) => b.length - a.length).flatMap(([first]) => (first ? [first.scope] : []));
}
