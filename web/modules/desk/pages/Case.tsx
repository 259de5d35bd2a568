import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { Card, Facts, Sentence, Tag } from '../../../shell/widgets/Card.tsx';
import { CopyLink } from '../../../shell/widgets/CopyLink.tsx';
import { Loading } from '../../../shell/widgets/Loading.tsx';
import { useNeighbours } from '../../../shell/widgets/neighbours.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { SyntheticMark } from '../../../shell/widgets/SyntheticMark.tsx';
import { SeverityTag } from '../../signals/widgets.ts';
import { caseQuery, subjectTarget } from '../api.ts';
import { Decide } from '../case/Decide.tsx';
import { Due } from '../case/Due.tsx';
import { Line } from '../case/Line.tsx';
import { Messages } from '../case/Messages.tsx';
import { People } from '../case/People.tsx';
import { Trail } from '../case/Trail.tsx';
import { text } from '../text.ts';
import { dayOf } from '../times.ts';
import '../desk.css';
import '../case/case.css';

const TargetTrajectory = lazy(() =>
  import('../../plans/widgets.ts').then((plans) => ({ default: plans.TargetTrajectory })),
);

/** One case: how far it is, what it is about, what the reader may decide, and all that happened. */
export function Case() {
  const { id = '' } = useParams();
  const t = useText(text).case;
  const query = useQuery(caseQuery(id, useLanguage()));
  useNeighbours('cases', id, (key) => `/cases/${key}`);
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page', rows: 8 }}>
      {({ data }) => <CasePage detail={data} />}
    </Part>
  );
}

function CasePage({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const urgent = t.urgent[detail.urgency];
  return (
    <>
      <PageHeader
        title={detail.title}
        status={
          <>
            {urgent ? <Tag look="red">{urgent}</Tag> : null}
            <Tag look={detail.state.final ? 'grey' : 'blue'}>{detail.state.name}</Tag>
            {detail.synthetic ? <SyntheticMark /> : null}
          </>
        }
        actions={
          <>
            <CopyLink />
            <button type="button" className="ln-button" onClick={() => print()}>
              {t.brief}
            </button>
          </>
        }
      />
      <div className="ln-stack">
        <Line detail={detail} />
        <div className="desk-case">
          <div className="ln-stack">
            <Sentence>{detail.summary}</Sentence>
            {detail.subject.kind === 'target' ? <TargetPicture id={detail.subject.id} /> : null}
            <Subject detail={detail} />
            <Messages detail={detail} />
          </div>
          <div className="ln-stack">
            <Decide key={detail.id} detail={detail} />
            <Due detail={detail} />
            <Trail detail={detail} />
            <People detail={detail} />
          </div>
        </div>
      </div>
    </>
  );
}

/** The picture that decides: how far the target is from its path. */
function TargetPicture({ id }: { id: string }) {
  const { month } = useScope();
  const query = useQuery(subjectTarget(id, month, useLanguage()));
  if (!query.data) return null;
  return (
    <PartBoundary>
      <Suspense fallback={<Loading shape="chart" height={330} />}>
        <TargetTrajectory detail={query.data} />
      </Suspense>
    </PartBoundary>
  );
}

function Subject({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const work = useText(text).work;
  const language = useLanguage();
  const { subject, signal } = detail;
  return (
    <Card title={t.subject}>
      <Facts
        items={[
          ...(subject.href
            ? [
                {
                  name: t.subject,
                  value: <Link to={subject.href}>{t.openSubject} ›</Link>,
                },
              ]
            : []),
          ...(signal
            ? [
                {
                  name: t.signal,
                  value: (
                    <>
                      <SeverityTag severity={signal.severity as 'red'} />{' '}
                      <Link to={`/signals?state=${signal.state}&signal=${signal.id}`}>{signal.title}</Link>
                    </>
                  ),
                },
              ]
            : []),
          { name: work.columns.type, value: detail.type.name },
          { name: t.unit, value: detail.unit },
          { name: t.region, value: detail.region.name },
          { name: t.level, value: t.levels[detail.level] },
          { name: t.opened, value: dayOf(detail.openedAt, language) },
        ]}
      />
    </Card>
  );
}
