import { useQueries, useQuery } from '@tanstack/react-query';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { catalogueQuery, periodWords } from '../../statistics/widgets.ts';
import { figureId, periodFor, shownFigure } from '../figure-words.ts';
import { figuresQuery } from '../figures-api.ts';
import { text } from '../text.ts';
import { nameOf } from '../values.ts';
import { LeadButton } from './LeadButton.tsx';
import type { ListView } from './use-list-view.ts';

/** What the register says of its indicators, for the chosen region and month; each figure leads to what was counted. */
export function IndicatorStrip({ register, view }: { register: Register; view: ListView }) {
  const t = useText(text).strip;
  const language = useLanguage();
  const { month } = useScope();
  const { data: catalogue } = useQuery(catalogueQuery(language));
  const known = new Map(catalogue?.items.map((one) => [one.code, one]));
  const asked = register.indicators.map(({ code, at }) => ({
    code,
    region: view.region,
    periods: periodFor(at, month),
  }));
  const answers = useQueries({ queries: asked.map((one) => figuresQuery(register.id, one)) });
  if (register.indicators.length === 0) return null;
  return (
    <section className="reg-strip ln-card" aria-label={t.title}>
      <dl>
        {register.indicators.map((measure, index) => {
          const answer = answers[index];
          const figure = answer?.data?.items[0];
          const indicator = known.get(measure.code);
          const shown =
            figure && figure.value !== null
              ? shownFigure(figure.value, { unit: figure.unit, shownAs: indicator?.shownAs }, language)
              : null;
          return (
            <div key={measure.code}>
              <dt>
                <Link to={`/indicators/${measure.code}`} title={measure.code}>
                  {nameOf(measure, language)}
                </Link>
              </dt>
              <dd>
                {answer?.isPending ? (
                  <span className="ln-third">…</span>
                ) : (
                  <Figure
                    value={shown?.value ?? null}
                    {...(shown ? { unit: shown.unit, decimals: shown.decimals } : {})}
                    missing={shown ? undefined : 'unknown'}
                    source={figure ? { kind: 'register', id: figureId(figure, register.id) } : undefined}
                    synthetic={figure?.synthetic}
                  />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="ln-small ln-third">
        {t.title} · {periodWords(month, language)} <LeadButton register={register} region={view.region} />
      </p>
    </section>
  );
}
