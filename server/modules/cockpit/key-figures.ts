import { type MonthPeriod, monthIndex } from '@liannao/statistics';
import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { parseScopeKey } from '../../kernel/observation/scope.ts';
import type { TargetView } from '../plans/model.ts';
import { indicatorTitle, loadSeries, type SeriesKey, scopeText } from '../statistics/index.ts';
import { changeOf, knownUntil, lineOf, newestOf } from './figures.ts';
import { type HeadlineList, MOST_FIGURES } from './headlines.ts';
import type { KeyFigure } from './model.ts';

/** At most five headline indicators that have figures in the region, in the order of the list. */
export async function keyFigures(
  tx: Tx,
  asked: {
    readonly actor: Actor;
    readonly region: string;
    readonly month: MonthPeriod;
    readonly list: HeadlineList;
    readonly targets: readonly TargetView[];
  },
): Promise<KeyFigure[]> {
  const { month, list } = asked;
  const places = list.items.map(({ indicator, scopes }) =>
    scopes.map(
      (scope): SeriesKey => ({ indicatorCode: indicator, scopeKey: scopeText(scope), regionCode: asked.region }),
    ),
  );
  const series = await loadSeries(tx, places.flat());
  const end = monthIndex(month.year, month.month);
  return places
    .flatMap((keys): KeyFigure[] => {
      for (const key of keys) {
        const indicator = series.catalogue.get(key.indicatorCode);
        if (!indicator) continue;
        const known = knownUntil(series.figures(key), month);
        const newest = newestOf(known);
        if (!newest) continue;
        const scope = parseScopeKey(key.scopeKey);
        const { figure } = newest;
        return [
          {
            indicator: {
              code: indicator.code,
              title: indicatorTitle(indicator, asked.actor.locale, scope),
              unit: indicator.unit,
              shownAs: indicator.shownAs,
              scope,
            },
            value: figure.value,
            period: figure.period,
            observationId: figure.ref,
            status: figure.status,
            synthetic: figure.synthetic,
            change: changeOf(indicator, newest, known),
            line: lineOf(indicator, known, end),
            judgement: judgedBy(key, asked.targets, month.year),
          },
        ];
      }
      return [];
    })
    .slice(0, MOST_FIGURES);
}

/** The target on the same series that falls due next; one that is over says nothing about today. */
function judgedBy(key: SeriesKey, targets: readonly TargetView[], year: number): KeyFigure['judgement'] {
  const [next] = targets
    .filter(
      (target) =>
        target.indicatorCode === key.indicatorCode &&
        target.region.code === key.regionCode &&
        target.binding !== 'unbound' &&
        scopeText(target.scope) === key.scopeKey &&
        (target.deadline ?? year) >= year,
    )
    .sort((a, b) => (a.deadline ?? 9999) - (b.deadline ?? 9999));
  if (!next?.judgement) return null;
  const { id, comparator, value, unit } = next;
  return { targetId: id, state: next.judgement.state, comparator, value, unit };
}
