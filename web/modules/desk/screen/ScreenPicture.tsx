import { useEffect, useRef, useState } from 'react';
import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { periodWords } from '../../statistics/widgets.ts';
import { SpokenWords } from '../cockpit/SpokenWords.tsx';
import { Strip } from '../cockpit/Strip.tsx';
import { text } from '../text.ts';
import { dayOf } from '../times.ts';
import { ageOf, useNow } from './age.ts';
import { ScreenAttention } from './ScreenAttention.tsx';
import { ScreenCourse } from './ScreenCourse.tsx';
import { ScreenFigures } from './ScreenFigures.tsx';

export interface ScreenPictureProps {
  cockpit: Cockpit;
  rotates: boolean;
  /** When the answer came, ms. */
  readAt: number;
  /** The last try to read it again failed. */
  failed: boolean;
  /** Between two readings, ms. */
  period: number;
}

export function ScreenPicture({ cockpit, rotates, readAt, failed, period }: ScreenPictureProps) {
  const t = useText(text).screen;
  const language = useLanguage();
  const now = useNow();
  const fresh = useNewSevere(cockpit);
  const page = useTurning(rotates && fresh === null, period);
  const { month } = cockpit;
  const span = periodWords(month.endsWith('-01') ? month : `${month.slice(0, 4)}-01..${month.slice(5)}`, language);
  const stale = failed || now - readAt > 2 * period;
  const severe = fresh ?? cockpit.severe[0] ?? null;
  return (
    <>
      <header>
        <h1>{t.heading(cockpit.region.name)}</h1>
        <span className="desk-screen-second">{span}</span>
        {cockpit.updatedAt ? (
          <span className="desk-screen-second">
            {t.updated(dayOf(cockpit.updatedAt, language), ageOf(now - Date.parse(cockpit.updatedAt), t))}
          </span>
        ) : null}
        <span className="ln-grow" />
        {cockpit.synthetic ? <span className="ln-demo desk-screen-demo">{t.synthetic}</span> : null}
      </header>
      <p className="desk-screen-words">
        <SpokenWords spoken={cockpit.spoken.slice(0, 1)} plain />
      </p>
      <Strip states={cockpit.states} big />
      {page === 0 ? (
        <div className="desk-screen-two">
          <ScreenCourse detail={cockpit.trajectory} />
          <ScreenAttention cockpit={cockpit} severe={severe} />
        </div>
      ) : (
        <ScreenFigures cockpit={cockpit} />
      )}
      {stale ? (
        <p className="desk-screen-stale" role="status">
          <StatusShape state="at-risk" size={26} /> {t.notConnected(ageOf(now - readAt, t))}
        </p>
      ) : null}
    </>
  );
}

/** A severe signal that was not there when the screen was opened; the picture holds on it. */
function useNewSevere({ severe }: Cockpit) {
  const known = useRef<ReadonlySet<string> | null>(null);
  known.current ??= new Set(severe.map(({ id }) => id));
  return severe.find(({ id }) => !known.current?.has(id)) ?? null;
}

const PAGES = 2;

/** Turns a page every period, if asked. */
function useTurning(turns: boolean, period: number): number {
  const [page, setPage] = useState(0);
  useEffect(() => {
    if (!turns) {
      setPage(0);
      return;
    }
    const timer = setInterval(() => setPage((at) => (at + 1) % PAGES), period);
    return () => clearInterval(timer);
  }, [turns, period]);
  return page;
}
