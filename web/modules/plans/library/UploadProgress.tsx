import type { Job } from '../../../shell/jobs.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { text } from '../upload-text.ts';
import type { UploadStage } from './use-upload.ts';

export interface UploadProgressProps {
  stage: UploadStage;
  job: Job<unknown> | undefined;
  onStop: () => void;
}

/** Two bars: bytes on their way, then the reading. */
export function UploadProgress({ stage, job, onStop }: UploadProgressProps) {
  const t = useText(text);
  const isSending = stage.name === 'sending';
  const sent = isSending ? stage.share : 1;
  const read = job?.progress ?? 0;
  const words = isSending
    ? sent < 1
      ? t.sent(Math.round(sent * 100))
      : t.extracting
    : t.reading(job?.message ?? '', Math.round(read * 100));
  return (
    <section className="ln-stack" aria-label={t.title}>
      <ol className="pl-steps">
        <li>
          <span>1 {t.steps.sending}</span>
          <Bar name={t.steps.sending} share={sent} />
        </li>
        <li className={isSending ? 'ln-third' : undefined}>
          <span>2 {t.steps.reading}</span>
          <Bar name={t.steps.reading} share={isSending ? 0 : read} />
        </li>
      </ol>
      <p aria-live="polite">{words}</p>
      <div className="ln-row">
        {isSending ? (
          <button type="button" className="ln-button" onClick={onStop}>
            {t.stop}
          </button>
        ) : (
          <>
            <span className="ln-small ln-second">{t.leave}</span>
            <Link className="ln-small" to="/plans">
              {t.library}
            </Link>
          </>
        )}
      </div>
    </section>
  );
}

function Bar({ name, share }: { name: string; share: number }) {
  const percent = Math.round(share * 100);
  return (
    <span
      className="pl-upload-bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <i style={{ width: `${percent}%` }} />
    </span>
  );
}
