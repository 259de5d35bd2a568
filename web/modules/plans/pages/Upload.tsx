import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { Link, useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { useUrlState } from '../../../shell/url.ts';
import { Card } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { nothingChosen, type UploadChoice, UploadFields } from '../library/UploadFields.tsx';
import { mebibytes, UploadProblem } from '../library/UploadProblem.tsx';
import { UploadProgress } from '../library/UploadProgress.tsx';
import { useUpload } from '../library/use-upload.ts';
import { uploadLimitsQuery } from '../library-api.ts';
import { text } from '../upload-text.ts';
import '../library/library.css';

const accept = '.txt,.md,.markdown,.html,.htm,.docx,.pdf';

/** A plan's file: chosen or dropped, sent, read, then on to its review. */
export function Upload() {
  const t = useText(text);
  const go = useGo();
  const [plan] = useUrlState('plan', '');
  const [file, setFile] = useState<File | null>(null);
  const [choice, setChoice] = useState<UploadChoice>({ ...nothingChosen, planId: plan });
  // What was answered to a refusal; it holds for this file until the facts it was about change.
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const limit = useQuery(uploadLimitsQuery).data?.maxBytes;
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { stage, job, start, stop, reset } = useUpload();
  const isBusy =
    stage.name === 'sending' || (stage.name === 'reading' && job?.state !== 'failed' && job?.state !== 'done');
  const readPlan = stage.name === 'reading' ? stage.answer : null;
  const isDone = readPlan !== null && job?.state === 'done';
  useEffect(() => {
    if (isDone && readPlan) go(`/plans/${readPlan.planId}/review`);
  }, [isDone, readPlan, go]);

  const take = (chosen: File | null | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    setAnswers({});
    reset();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!isBusy) take(event.dataTransfer.files[0]);
  };
  const send = (answer: Record<string, string> = {}, facts = choice) => {
    if (!file) return;
    const { planId, title, region, kind, state, note } = facts;
    const all = { ...answers, ...answer };
    setAnswers(all);
    void start(file, planId ? { planId, note } : { title, regionCode: region?.code ?? '', kind, state, ...all });
  };
  const change = (part: Partial<UploadChoice>) => {
    setChoice((now) => ({ ...now, ...part }));
    if ('region' in part || 'title' in part) setAnswers({});
  };
  const sendAsVersion = (planId: string) => {
    const facts = { ...choice, planId };
    setChoice(facts);
    send({}, facts);
  };
  const failure =
    stage.name === 'failed'
      ? stage.error
      : job?.state === 'failed'
        ? new ApiProblem({
            status: 422,
            code: job.problem?.code ?? 'plan-not-read',
            title: t.failed.what,
            detail: job.problem?.detail ?? '',
          })
        : null;
  return (
    <>
      <PageHeader title={t.title} note={t.note} />
      <div className="pl-cards" style={{ maxWidth: '52rem' }}>
        <Card>
          <div className="ln-stack">
            {isBusy && file ? (
              <b className="ln-break">{t.chosen(file.name, sizeOf(file))}</b>
            ) : (
              <label
                className={`ln-drop${isOver ? ' ln-on' : ''}`}
                onDragOver={(event) => {
                  event.preventDefault();
                  setOver(true);
                }}
                onDragLeave={() => setOver(false)}
                onDrop={drop}
              >
                <input
                  ref={input}
                  type="file"
                  accept={accept}
                  onChange={(event) => {
                    take(event.target.files?.[0]);
                    event.target.value = '';
                  }}
                />
                {file ? (
                  <>
                    {t.chosen(file.name, sizeOf(file))} <b>{t.another}</b>
                  </>
                ) : (
                  <>
                    {t.drop} <b>{t.choose}</b>
                  </>
                )}
                <br />
                <span className="ln-small ln-third">
                  {t.accepted} {limit === undefined ? null : t.limit(mebibytes(limit))}
                </span>
              </label>
            )}
            {isBusy ? <UploadProgress stage={stage} job={job} onStop={stop} /> : null}
            {stage.name === 'stopped' ? <p className="ln-note">{t.stopped}</p> : null}
            {failure ? (
              <UploadProblem
                error={failure}
                region={choice.region}
                onRegion={(region) => change({ region, planId: '' })}
                onChoose={() => input.current?.click()}
                onRetry={() => send()}
                onAnswer={send}
                onVersion={sendAsVersion}
                limit={limit}
              />
            ) : null}
            {isDone && readPlan ? (
              <p>
                {t.done(Number(job?.result?.targets ?? 0), Number(job?.result?.tasks ?? 0))}{' '}
                <Link className="pl-inline" to={`/plans/${readPlan.planId}/review`}>
                  {t.goReview}
                </Link>
              </p>
            ) : null}
          </div>
        </Card>
        {isBusy || isDone ? null : (
          <>
            <Card title={t.more}>
              <UploadFields choice={choice} onChange={change} />
            </Card>
            <div className="ln-row">
              <button type="button" className="ln-button ln-primary" disabled={!file} onClick={() => send()}>
                {stage.name === 'failed' ? t.retry : t.run}
              </button>
            </div>
          </>
        )}
      </div>
    </>
  );
}

const sizeOf = ({ size }: File) =>
  size >= 1_048_576 ? `${formatNumber(size / 1_048_576, 1)} MB` : `${formatNumber(Math.max(1, size / 1024), 0)} kB`;
