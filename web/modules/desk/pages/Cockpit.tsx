import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { Cockpit as CockpitView } from '../../../../server/modules/cockpit/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { periodWords } from '../../statistics/widgets.ts';
import { cockpitQuery } from '../api.ts';
import { Attention } from '../cockpit/Attention.tsx';
import { Changes } from '../cockpit/Changes.tsx';
import { KeyFigures } from '../cockpit/KeyFigures.tsx';
import { Regional } from '../cockpit/Regional.tsx';
import { SpokenWords } from '../cockpit/SpokenWords.tsx';
import { StartSteps } from '../cockpit/StartSteps.tsx';
import { Strip } from '../cockpit/Strip.tsx';
import { Todo } from '../cockpit/Todo.tsx';
import { text } from '../text.ts';
import { dayOf } from '../times.ts';
import '../desk.css';

/** Comes after the rest has been drawn: it alone needs the chart library. */
const TargetTrajectory = lazy(() =>
  import('../../plans/widgets.ts').then((plans) => ({ default: plans.TargetTrajectory })),
);

/** 驾驶舱: ten minutes in the morning. What slips, who is on it, what changed, what waits for me. */
export function Cockpit() {
  const t = useText(text).cockpit;
  const language = useLanguage();
  const { region, month } = useScope();
  const query = useQuery(cockpitQuery({ region, month }, language));
  const title = query.data ? t.title(query.data.region.name, spanOf(query.data.month, language)) : t.what;
  return (
    <>
      <PageHeader
        title={title}
        note={query.data?.updatedAt ? t.updated(dayOf(query.data.updatedAt, language)) : undefined}
        actions={
          <>
            <button type="button" className="ln-button" onClick={() => print()}>
              {t.print}
            </button>
            <Link className="ln-button" to="/settings">
              {t.subscribe}
            </Link>
            <Link className="ln-button" to="/screen">
              {t.toScreen}
            </Link>
          </>
        }
      />
      <Part query={query} what={t.what} loading={{ shape: 'page', rows: 8 }}>
        {(cockpit) => <Parts cockpit={cockpit} />}
      </Part>
    </>
  );
}

/** '2025年1–8月' */
const spanOf = (month: string, language: 'zh' | 'en') =>
  periodWords(month.endsWith('-01') ? month : `${month.slice(0, 4)}-01..${month.slice(5)}`, language);

function Parts({ cockpit }: { cockpit: CockpitView }) {
  const t = useText(text).cockpit;
  const { figures, trajectory, regional } = cockpit;
  if (cockpit.total === 0 && figures.length === 0) return <StartSteps />;
  return (
    <div className="desk-cockpit">
      <div className="ln-stack">
        <section className="ln-card ln-card-body">
          <p className="ln-sentence">
            <SpokenWords spoken={cockpit.spoken} />
          </p>
          {cockpit.total > 0 ? <Strip states={cockpit.states} /> : null}
        </section>
        <PartBoundary name={t.keyFigures}>
          <KeyFigures figures={figures} />
        </PartBoundary>
        <div className="desk-middle">
          <PartBoundary name={t.attention}>
            <Attention cockpit={cockpit} />
          </PartBoundary>
          <div className="ln-stack">
            <PartBoundary name={t.todo}>
              <Todo cockpit={cockpit} />
            </PartBoundary>
            <PartBoundary name={t.changes}>
              <Changes cockpit={cockpit} />
            </PartBoundary>
          </div>
        </div>
        <div className={trajectory && regional ? 'desk-pictures' : undefined}>
          {trajectory ? (
            <PartBoundary name={trajectory.target.indicatorName}>
              <Suspense fallback={<Loading shape="chart" height={330} />}>
                <TargetTrajectory detail={trajectory} />
              </Suspense>
            </PartBoundary>
          ) : null}
          {regional ? (
            <PartBoundary name={regional.indicator.title}>
              <Regional regional={regional} cockpit={cockpit} />
            </PartBoundary>
          ) : null}
        </div>
      </div>
    </div>
  );
}
