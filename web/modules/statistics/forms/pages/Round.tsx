import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { RoundDetail } from '../../../../../server/modules/statistics/forms/model.ts';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useMay } from '../../../../shell/session.ts';
import { usePatchUrl, useUrlState } from '../../../../shell/url.ts';
import { Sentence } from '../../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../../shell/widgets/ConfirmButton.tsx';
import { PageHeader } from '../../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import '../forms.css';
import '../../returns/returns.css';
import { NowcastCard } from '../../analysis/NowcastCard.tsx';
import { periodWords } from '../../quantity.ts';
import { dayTimeWords, dayWords } from '../../returns/times.ts';
import { roundQuery, useRelease } from '../api.ts';
import { leftWords } from '../desk/due-words.ts';
import { DatesButton } from '../round/DatesButton.tsx';
import { RegionTree, type RoundRegion } from '../round/RegionTree.tsx';
import { ReturnTable } from '../round/ReturnTable.tsx';
import { SettleButton } from '../round/SettleButton.tsx';
import { TimelinessTable } from '../round/TimelinessTable.tsx';
import { TotalsTable } from '../round/TotalsTable.tsx';
import { text } from '../text.ts';

/** One round being collected: who is in, what it comes to so far, and what is to be done. */
export function Round() {
  const t = useText(text).round;
  const language = useLanguage();
  const { id = '' } = useParams();
  const query = useQuery(roundQuery(id, language));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page', rows: 8 }}>
      {(round) => <Collecting round={round} />}
    </Part>
  );
}

/** Only months are estimated. */
const MONTHLY = /^\d{4}-\d\d$/;
const views = ['returns', 'totals', 'timeliness'] as const;

function Collecting({ round }: { round: RoundDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const may = useMay();
  const patchUrl = usePatchUrl();
  const own = round.regions[0]?.region.code ?? round.region.code;
  const [chosen] = useUrlState('in', own);
  const mayList = may('statistics.report');
  const [view, setView] = useUrlState<(typeof views)[number]>('view', mayList ? 'returns' : 'totals');
  const at = round.regions.find(({ region }) => region.code === chosen) ?? round.regions[0];
  const counts = at?.counts ?? round.counts;
  const name = at?.region.name ?? round.region.name;
  const region = at?.region.code ?? round.region.code;
  const shown = mayList ? views : views.filter((one) => one !== 'returns');
  return (
    <>
      <PageHeader
        title={t.round.title(round.form.name, periodWords(round.period, language))}
        note={round.isAdding ? t.round.adding : undefined}
        actions={
          <>
            {may('statistics.define') && round.mayReview && !round.releasedAt ? (
              <DatesButton round={round.id} dueOn={round.dueOn} releaseAt={round.releaseAt} />
            ) : null}
            {at?.maySettle ? <SettleButton round={round.id} at={at} /> : null}
            {may('statistics.review') && round.mayReview && !round.releasedAt && round.settledAt ? (
              <Release round={round.id} />
            ) : null}
          </>
        }
      />
      <div className="ln-stack">
        <Sentence note={dateWords(round, t, language)}>
          {t.round.sentence(name, counts, counts.late)}
          {settledWords(at, t)}
        </Sentence>
        <div className="stat-round">
          {round.regions.length > 0 ? (
            <RegionTree
              regions={round.regions}
              selected={region}
              onSelect={(code) => patchUrl({ in: code === own ? null : code })}
            />
          ) : null}
          <div className="ln-stack">
            <fieldset className="ln-switch" aria-label={t.round.view}>
              {shown.map((one) => (
                <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
                  {t.round[one]}
                </button>
              ))}
            </fieldset>
            {view === 'returns' && mayList ? (
              <ReturnTable round={round.id} region={region} mayReview={round.mayReview} />
            ) : view === 'timeliness' ? (
              <TimelinessTable form={round.form.id} period={round.period} region={region} />
            ) : (
              <>
                <TotalsTable round={round} region={region} />
                {may('statistics.review') && !at?.settledAt && MONTHLY.test(round.period) ? (
                  <NowcastCard round={round.id} region={region} />
                ) : null}
              </>
            )}
          </div>
        </div>
      </div>
    </>
  );
}

function Release({ round }: { round: string }) {
  const t = useText(text).round;
  const release = useRelease(round);
  return (
    <ConfirmButton className="ln-button" question={t.releaseQuestion} onConfirm={() => release.mutateAsync()}>
      {t.release}
    </ConfirmButton>
  );
}

/** Whether the region is totalled, by whom, and what was said to it. */
function settledWords(
  at: RoundRegion | undefined,
  t: { progress: typeof text.zh.progress; round: typeof text.zh.round },
) {
  if (!at?.settledAt) return '';
  const state = at.settledIncomplete ? t.progress.incomplete : t.progress.settled;
  return ` ${[state, at.settledBy && t.round.settledBy(at.settledBy), at.settledNote].filter(Boolean).join(' · ')}`;
}

function dateWords(
  round: RoundDetail,
  t: { due: typeof text.zh.due; round: typeof text.zh.round },
  language: 'zh' | 'en',
) {
  const due = t.round.dueNote(dayWords(round.dueOn, language), leftWords(round.daysLeft, t.due));
  if (round.releasedAt) return due + t.round.releasedNote(dayWords(round.releasedAt, language));
  return round.releaseAt ? due + t.round.releaseNote(dayTimeWords(round.releaseAt, language)) : due;
}
