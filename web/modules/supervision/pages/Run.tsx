import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useCrumbName } from '../../../shell/frame/crumb-names.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Sentence, Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { ExportButton } from '../../../shell/widgets/ExportButton.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import {
  type CellView,
  type RunDetail,
  runPath,
  runQuery,
  type SubjectView,
  usePublishRun,
  useRemoveRun,
} from '../api.ts';
import { CheckAgain } from '../evaluation/CheckAgain.tsx';
import { Incentives } from '../evaluation/Incentives.tsx';
import { Ranking } from '../evaluation/Ranking.tsx';
import { ScoreDialog } from '../evaluation/ScoreDialog.tsx';
import { dayOf } from '../evaluation/words.ts';
import { type Texts, text } from '../text.ts';
import '../supervision.css';

/** One evaluation: who leads, the ranking with the way to every number, the incentive list, publishing. */
export function Run() {
  const { id = '' } = useParams();
  const t = useText(text);
  const query = useQuery(runQuery(id, useLanguage()));
  useCrumbName(
    `/supervision/runs/${id}`,
    query.data ? `${query.data.region.name} ${t.period(query.data.period)}` : t.run,
  );
  return (
    <Part query={query} what={t.run} loading={{ shape: 'page' }}>
      {(run) => <Result run={run} />}
    </Part>
  );
}

function Result({ run }: { run: RunDetail }) {
  const t = useText(text);
  const go = useGo();
  const publish = usePublishRun(run.id);
  const removal = useRemoveRun(run.id);
  const [scoring, score] = useState<{ subject: SubjectView; cell: CellView } | null>(null);
  const mayEdit = run.mayEdit && run.state === 'draft';
  return (
    <div className="ln-stack">
      <PageHeader
        title={`${run.region.name} ${run.scheme.name}`}
        status={<Tag look={run.state === 'published' ? 'blue' : 'grey'}>{t.states[run.state]}</Tag>}
        note={[
          t.period(run.period),
          t.version(run.scheme.version),
          run.published
            ? t.published(run.published.name, dayOf(run.published.at))
            : `${run.made.name} ${dayOf(run.made.at)}`,
        ].join(' · ')}
        actions={
          <>
            <ExportButton path={runPath(run.id)} types={['xlsx', 'csv']} />
            {mayEdit ? (
              <>
                <ConfirmButton
                  question={t.removeQuestion}
                  danger
                  onConfirm={() => removal.mutateAsync().then(() => go('/supervision/evaluation'))}
                >
                  {t.removeRun}
                </ConfirmButton>
                <ConfirmButton
                  className="ln-button ln-primary"
                  question={t.publishQuestion}
                  onConfirm={() => publish.mutateAsync()}
                >
                  {t.publish}
                </ConfirmButton>
              </>
            ) : null}
          </>
        }
      />
      <Sentence note={t.summaryRule(run.body.minCoverage, dayOf(run.knownAt))}>{summary(run, t)}</Sentence>
      <Ranking run={run} onScore={mayEdit ? (subject, cell) => score({ subject, cell }) : null} />
      <Incentives run={run} mayEdit={mayEdit} />
      <div className="ln-no-print">
        <CheckAgain run={run} />
      </div>
      {scoring ? <ScoreDialog run={run} {...scoring} onClose={() => score(null)} /> : null}
    </div>
  );
}

function summary({ subjectScores }: RunDetail, t: Texts): string {
  const first = subjectScores.filter(({ rank }) => rank === 1);
  const total = first[0]?.total;
  if (total == null) return t.summaryNone(subjectScores.length);
  const ranked = subjectScores.filter(({ rank }) => rank !== null).length;
  return t.summary(first.map(({ name }) => name).join('、'), formatNumber(total, 2), ranked, subjectScores.length);
}
