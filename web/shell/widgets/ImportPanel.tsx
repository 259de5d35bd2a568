import { useId, useState } from 'react';
import type { ImportJob } from '../../../server/kernel/model.ts';
import { apiUrl, download, post, saveBlob, upload } from '../api.ts';
import { Link } from '../Link.tsx';
import { useText } from '../preferences.tsx';
import { ErrorState } from './ErrorState.tsx';
import { ImportCounts } from './ImportCounts.tsx';
import { ImportWrong } from './ImportWrong.tsx';
import { settledImport } from './import-job.ts';
import { errorRowsFile, type ImportMend, type ImportReport } from './import-report.ts';
import { formatNumber } from './number.ts';
import { SidePanel } from './SidePanel.tsx';
import { text } from './text.ts';

export type { ImportReport } from './import-report.ts';

export interface ImportPanelProps {
  /** Which import: POST imports/<kind> (multipart, field `file`) answers the report of a dry run. */
  kind: string;
  /** The address, where it is another. */
  endpoint?: string;
  /** Further fields of the form: period, register … */
  fields?: Readonly<Record<string, string>>;
  title?: string;
  /** Address of the template; null: there is none. */
  templateHref?: string | null;
  /** Where the checked import is written, its wrong rows fetched and the whole taken back. */
  paths?: Partial<ImportPaths>;
  onClose: () => void;
  /** After the good rows are written, or taken back. */
  onWritten?: (report: ImportReport) => void;
}

interface ImportPaths {
  write: (id: string) => string;
  undo: (id: string) => string;
  /** Cells of the checked file read otherwise; null: only by another file. */
  mend: ((id: string) => string) | null;
  /** The same file with an error column; null: a CSV of the problems is made here. */
  problems: ((id: string) => string) | null;
}
const defaultPaths: ImportPaths = {
  write: (id) => `imports/runs/${id}/write`,
  undo: (id) => `imports/runs/${id}/undo`,
  mend: (id) => `imports/runs/${id}/mend`,
  problems: (id) => `imports/runs/${id}/errors`,
};

type Stage =
  | { name: 'choose' }
  | { name: 'sending'; share: number }
  /** A long list, checked or written in the background. */
  | { name: 'working'; share: number; message: string }
  | { name: 'checked'; report: ImportReport; seconds: number }
  | { name: 'written'; report: ImportReport }
  | { name: 'taken-back' };

/** Bulk import: always dry first; what would happen, what is wrong and how to mend it; then the good rows. */
export function ImportPanel(props: ImportPanelProps) {
  const t = useText(text).import;
  const paths = { ...defaultPaths, ...props.paths };
  const endpoint = props.endpoint ?? `imports/${props.kind}`;
  const template = props.templateHref === undefined ? apiUrl(`${endpoint}/template`) : props.templateHref;
  const [file, setFile] = useState<File | null>(null);
  const [stage, setStage] = useState<Stage>({ name: 'choose' });
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const attempt = async (act: () => Promise<void>) => {
    setError(null);
    setBusy(true);
    try {
      await act();
      return true;
    } catch (problem) {
      setError(problem);
      return false;
    } finally {
      setBusy(false);
    }
  };
  const working = (share: number, message: string) => setStage({ name: 'working', share, message });
  const check = (chosen: File) => {
    setFile(chosen);
    setStage({ name: 'sending', share: 0 });
    const started = performance.now();
    void attempt(async () => {
      try {
        const answer = await upload<ImportReport | ImportJob>(endpoint, chosen, {
          fields: props.fields,
          onProgress: (share) => setStage({ name: 'sending', share }),
        });
        const report = await settledImport(answer, working);
        setStage({ name: 'checked', report, seconds: (performance.now() - started) / 1000 });
      } catch (problem) {
        setStage({ name: 'choose' });
        throw problem;
      }
    });
  };
  const mendAt = paths.mend;
  const mend =
    mendAt &&
    ((report: ImportReport, seconds: number) => (changes: readonly ImportMend[]) =>
      attempt(async () => {
        const mended = await settledImport(
          await post<ImportReport | ImportJob>(mendAt(report.id), { changes }),
          working,
        );
        setStage({ name: 'checked', report: { ...report, ...mended }, seconds });
      }));
  const write = (report: ImportReport, seconds: number) =>
    attempt(async () => {
      try {
        const answer = await post<ImportReport | ImportJob | undefined>(paths.write(report.id));
        const written = { ...report, ...(answer && (await settledImport(answer, working))) };
        setStage({ name: 'written', report: written });
        props.onWritten?.(written);
      } catch (problem) {
        setStage({ name: 'checked', report, seconds });
        throw problem;
      }
    });
  const takeBack = (report: ImportReport) =>
    attempt(async () => {
      await post(paths.undo(report.id));
      setStage({ name: 'taken-back' });
      props.onWritten?.(report);
    });
  const saveProblems = (report: ImportReport) =>
    attempt(async () => {
      if (paths.problems) await download(paths.problems(report.id), { as: 'xlsx', fileName: `${t.errorFile}.xlsx` });
      else saveBlob(errorRowsFile(report, Object.values(t.errorColumns)), `${t.errorFile}.csv`);
    });
  const again = () => {
    setFile(null);
    setStage({ name: 'choose' });
  };

  return (
    <SidePanel
      title={props.title ?? t.title}
      width={486}
      onClose={props.onClose}
      tag={
        <span className="ln-tag">
          {stage.name === 'written' ? t.written : stage.name === 'checked' ? t.notWritten : ''}
        </span>
      }
    >
      {error ? <ErrorState error={error} safe={t.failed} /> : null}
      {stage.name === 'choose' ? <ChooseFile templateHref={template} onFile={check} /> : null}
      {stage.name === 'sending' ? (
        <p aria-live="polite">
          {stage.share < 1 ? t.uploading(stage.share) : t.checking} <span className="ln-third">{t.leave}</span>
        </p>
      ) : null}
      {stage.name === 'working' ? (
        <div aria-live="polite">
          <progress className="ln-progress" max={1} value={stage.share} aria-label={stage.message || t.checking} />
          <p>
            {stage.message || t.checking} <span className="ln-third">{t.leave}</span>
          </p>
        </div>
      ) : null}
      {stage.name === 'checked' ? (
        <>
          <p className="ln-small ln-second">
            {t.summary(file?.name ?? '', formatNumber(rowCount(stage.report)), stage.seconds.toFixed(1))}
          </p>
          <ImportCounts report={stage.report} />
          <ImportWrong report={stage.report} busy={busy} onMend={mend?.(stage.report, stage.seconds)} />
          <Decision
            report={stage.report}
            busy={busy}
            onWrite={() => write(stage.report, stage.seconds)}
            onAbandon={again}
            onErrorFile={() => saveProblems(stage.report)}
          />
        </>
      ) : null}
      {stage.name === 'written' ? (
        <>
          <p role="status">
            <b>{t.wrote(stage.report.counts.new + stage.report.counts.changed)}</b> {t.undo}
          </p>
          <div className="ln-row">
            <button type="button" className="ln-button" onClick={again}>
              {t.another}
            </button>
            {stage.report.problems.length ? (
              <button type="button" className="ln-button" onClick={() => saveProblems(stage.report)}>
                {t.downloadErrors}
              </button>
            ) : null}
            <Link className="ln-link" to={`/system/imports/${stage.report.id}`}>
              {t.record}
            </Link>
            <button type="button" className="ln-link" disabled={busy} onClick={() => takeBack(stage.report)}>
              {t.takeBack}
            </button>
          </div>
        </>
      ) : null}
      {stage.name === 'taken-back' ? <p role="status">{t.tookBack}</p> : null}
    </SidePanel>
  );
}

const rowCount = ({ counts }: ImportReport) => counts.new + counts.changed + counts.unchanged + counts.wrong;

function ChooseFile(props: { templateHref: string | null; onFile: (file: File) => void }) {
  const t = useText(text).import;
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <div>
      <label
        htmlFor={id}
        className={`ln-drop${over ? ' ln-on' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer.files[0];
          if (file) props.onFile(file);
        }}
      >
        {t.drop} <b>{t.choose}</b>
        <input
          id={id}
          type="file"
          accept=".xlsx,.csv,text/csv"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) props.onFile(file);
          }}
        />
      </label>
      <p className="ln-small ln-third">{t.accepted}</p>
      {props.templateHref ? (
        <a href={props.templateHref} download>
          {t.template}
        </a>
      ) : null}
    </div>
  );
}

function Decision(props: {
  report: ImportReport;
  busy: boolean;
  onWrite: () => void;
  onAbandon: () => void;
  onErrorFile: () => void;
}) {
  const t = useText(text).import;
  const { counts, effects, newUnits, problems } = props.report;
  const good = counts.new + counts.changed;
  return (
    <>
      {effects?.length ? (
        <p className="ln-note ln-small">
          {t.effects}
          {effects.join('；')}
        </p>
      ) : null}
      {newUnits.count > 0 ? (
        <p className="ln-note ln-small">{t.newUnits(newUnits.count, newUnits.names.join(t.unitGap))}</p>
      ) : null}
      <div className="ln-row">
        {good > 0 ? (
          <button type="button" className="ln-button ln-primary" disabled={props.busy} onClick={props.onWrite}>
            {props.busy ? t.writing : t.write(good)}
          </button>
        ) : (
          <span>{t.nothingToWrite}</span>
        )}
        {problems.length ? (
          <button type="button" className="ln-button" onClick={props.onErrorFile}>
            {t.downloadErrors}
          </button>
        ) : null}
        <button type="button" className="ln-link" onClick={props.onAbandon}>
          {t.abandon}
        </button>
      </div>
    </>
  );
}
