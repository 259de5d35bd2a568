import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { SubjectHandling } from '../../signals/widgets.ts';
import { MakeItem } from '../../supervision/widgets.ts';
import { reasonWords, targetHref } from '../ledger/columns.tsx';
import { targetNumber, unitWords } from '../ledger/quantity.ts';
import { targetQuery } from '../ledger-api.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { EditPanel } from '../target/EditPanel.tsx';
import { Gap } from '../target/Gap.tsx';
import { History } from '../target/History.tsx';
import { JudgementCard } from '../target/JudgementCard.tsx';
import { useTargetNeighbours } from '../target/neighbours.ts';
import { Passage } from '../target/Passage.tsx';
import { Related } from '../target/Related.tsx';
import { TrajectoryPart } from '../target/TrajectoryPart.tsx';
import { Years } from '../target/Years.tsx';
import { text } from '../target-text.ts';
import '../ledger/ledger.css';
import '../target/target.css';

/** One target: the judgement said aloud, the picture that proves it, where the gap is, and the sentence it comes from. */
export function Target() {
  const { id = '' } = useParams();
  const t = useText(text);
  const { month } = useScope();
  const query = useQuery(targetQuery(id, month, useLanguage()));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page', rows: 8 }}>
      {({ data, etag }) => <TargetPage detail={data} etag={etag} />}
    </Part>
  );
}

function TargetPage({ detail, etag }: { detail: TargetDetail; etag: string | null }) {
  const t = useText(text);
  const { target } = detail;
  const [editing, setEditing] = useState(false);
  return (
    <>
      <TargetHead detail={detail} onEdit={() => setEditing(true)} />
      <div className="ln-stack">
        <JudgementCard detail={detail} />
        <PartBoundary>
          <SubjectHandling kind="target" id={target.id} />
        </PartBoundary>
        <PartBoundary name={t.chart.title(target.indicatorName)}>
          <TrajectoryPart detail={detail} etag={etag} />
        </PartBoundary>
        <div className="ln-two">
          <PartBoundary name={t.gap.title}>
            <Gap detail={detail} />
          </PartBoundary>
          <Passage detail={detail} />
        </div>
        <div className="ln-two">
          <PartBoundary name={t.years.title}>
            <Years key={target.id} detail={detail} etag={etag} />
          </PartBoundary>
          <PartBoundary name={t.related.title}>
            <Related detail={detail} />
          </PartBoundary>
        </div>
        <History detail={detail} />
      </div>
      {editing ? (
        <EditPanel target={target} etag={etag ?? `"${target.revision}"`} onClose={() => setEditing(false)} />
      ) : null}
    </>
  );
}

function TargetHead({ detail, onEdit }: { detail: TargetDetail; onEdit: () => void }) {
  const language = useLanguage();
  const t = useText(text);
  const ledger = useText(ledgerText);
  const { target } = detail;
  const { previous, next } = useTargetNeighbours(detail);
  const judged = target.judgement;
  const deadline = target.deadline === null ? t.noDeadline : t.endOf(target.deadline);
  return (
    <PageHeader
      title={target.indicatorName}
      status={
        <StatusTag
          state={judged?.state ?? 'unknown'}
          reason={judged?.reason ? reasonWords(judged.reason, ledger) : undefined}
        />
      }
      note={[
        t.goal(targetNumber(target, ledger, language), unitWords(target.unit, language)),
        deadline,
        target.region.name,
      ].join(' · ')}
      actions={
        <>
          <span className="ln-row ln-no-print plans-neighbours">
            {previous ? <Link to={targetHref(previous)}>‹ {t.previous}</Link> : null}
            {next ? <Link to={targetHref(next)}>{t.next} ›</Link> : null}
          </span>
          <CopyLink />
          <button type="button" className="ln-button" onClick={() => print()}>
            {t.print}
          </button>
          <MakeItem key={target.id} kind="target" id={target.id} />
          {target.mayEdit ? (
            <button type="button" className="ln-button ln-primary" onClick={onEdit}>
              {t.edit}
            </button>
          ) : null}
        </>
      }
    />
  );
}
