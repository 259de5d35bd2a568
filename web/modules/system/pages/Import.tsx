import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { download } from '../../../shell/api.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Facts, Sentence, Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { ImportCounts } from '../../../shell/widgets/ImportCounts.tsx';
import { ImportWrong } from '../../../shell/widgets/ImportWrong.tsx';
import type { ImportReport } from '../../../shell/widgets/import-report.ts';
import { useNeighbours } from '../../../shell/widgets/neighbours.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { goodRows, importQuery, takeBackUntil, useImportChanges } from '../imports-api.ts';
import { text } from '../text.ts';

/** One import: what it did, what was wrong, and the way back. One that was only checked can be mended and written here. */
export function Import() {
  const { id = '' } = useParams();
  const t = useText(text).imports;
  const run = useQuery(importQuery(id, useLanguage()));
  return (
    <>
      {run.data ? null : <PageHeader title={t.one} />}
      <Part query={run} what={t.one} loading={{ shape: 'page' }}>
        {(report) => <Run key={report.id} report={report} />}
      </Part>
    </>
  );
}

function Run({ report }: { report: ImportReport }) {
  const t = useText(text).imports;
  const { mend, write, takeBack } = useImportChanges(report.id);
  const [failed, setFailed] = useState<unknown>(null);
  const neighbours = useNeighbours('imports', report.id, (key) => `/system/imports/${key}`);
  const busy = mend.isPending || write.isPending || takeBack.isPending;
  const attempt = async (act: () => Promise<unknown>) => {
    setFailed(null);
    try {
      await act();
      return true;
    } catch (error) {
      setFailed(error);
      return false;
    }
  };
  const good = formatNumber(goodRows(report));
  const waiting = report.state === 'checked';
  return (
    <>
      <PageHeader
        title={report.fileName}
        status={<Tag look={waiting ? 'blue' : 'grey'}>{t.states[report.state]}</Tag>}
        note={report.title}
        actions={
          <>
            {neighbours.previous ? (
              <Link className="ln-button" to={neighbours.previous}>
                {t.previous}
              </Link>
            ) : null}
            {neighbours.next ? (
              <Link className="ln-button" to={neighbours.next}>
                {t.next}
              </Link>
            ) : null}
            {report.problems.length > 0 ? (
              <button
                type="button"
                className="ln-button"
                onClick={() => attempt(() => download(`imports/runs/${report.id}/errors`, { as: 'xlsx' }))}
              >
                {t.errorFile}
              </button>
            ) : null}
            <TakeBack report={report} busy={busy} onConfirm={() => attempt(() => takeBack.mutateAsync())} />
            {waiting && goodRows(report) > 0 ? (
              <button
                type="button"
                className="ln-button ln-primary"
                disabled={busy}
                onClick={() => attempt(() => write.mutateAsync())}
              >
                {t.write(good)}
              </button>
            ) : null}
          </>
        }
      />
      <div className="ln-stack">
        {failed ? <ErrorState error={failed} safe={t.failed} /> : null}
        <Sentence note={waiting ? t.checkAgain : undefined}>
          {t.sentence[report.state](good, formatNumber(report.counts.wrong))}
        </Sentence>
        <Card>
          <ImportCounts report={report} />
        </Card>
        <Card>
          <RunFacts report={report} />
        </Card>
        {report.problems.length > 0 || mend.isSuccess ? (
          <Card>
            <ImportWrong
              report={report}
              busy={busy}
              onMend={waiting ? (changes) => attempt(() => mend.mutateAsync(changes)) : undefined}
            />
          </Card>
        ) : null}
      </div>
    </>
  );
}

function TakeBack(props: { report: ImportReport; busy: boolean; onConfirm: () => unknown }) {
  const t = useText(text).imports;
  const language = useLanguage();
  const until = takeBackUntil(props.report, new Date());
  if (!until) return null;
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { dateStyle: 'long' }).format(until);
  return (
    <ConfirmButton
      danger
      className="ln-button"
      disabled={props.busy}
      question={t.takeBackQuestion(formatNumber(goodRows(props.report)), day)}
      onConfirm={props.onConfirm}
    >
      {t.takeBack}
    </ConfirmButton>
  );
}

function RunFacts({ report }: { report: ImportReport }) {
  const t = useText(text).imports;
  const language = useLanguage();
  const time = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
  });
  const at = (name: string, stamp: string | null) =>
    stamp === null ? [] : [{ name, value: time.format(new Date(stamp)) }];
  const open = takeBackUntil(report, new Date()) !== null;
  return (
    <Facts
      items={[
        ...at(t.created, report.createdAt),
        ...at(t.written, report.writtenAt),
        ...at(t.undone, report.undoneAt),
        ...(open ? at(t.until, report.undoableUntil) : []),
        ...(report.state === 'written' && !open ? [{ name: t.until, value: t.expired }] : []),
        ...(report.mended > 0 ? [{ name: t.mended, value: t.mendedCells(report.mended) }] : []),
        { name: t.sha256, value: <code className="ln-break ln-caption">{report.sha256}</code> },
      ]}
    />
  );
}
