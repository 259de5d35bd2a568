import { useState } from 'react';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Dialog } from '../../../shell/widgets/Dialog.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import type { PublishInput, ReviewView } from '../review-api.ts';
import { text } from '../review-text.ts';
import type { Progress } from './items.ts';

export interface PublishDialogProps {
  review: ReviewView;
  progress: Progress;
  onPublish: (input: PublishInput) => Promise<unknown>;
  onAsk: () => void;
  onClose: () => void;
}

type State = NonNullable<PublishInput['state']>;
const states: readonly State[] = ['in-force', 'consultation', 'draft'];

/** What will enter the ledger, what is still open, and what the plan is from now on. */
export function PublishDialog({ review, progress, onPublish, onAsk, onClose }: PublishDialogProps) {
  const t = useText(text).publish;
  const now = review.plan.state;
  const [state, setState] = useState<State>(now === 'ended' ? 'in-force' : now);
  const [stage, setStage] = useState<'ask' | 'busy' | 'done'>('ask');
  const [error, setError] = useState<unknown>(null);
  const replaced = review.plan.versions.find((version) => version.state === 'published');
  const publish = async () => {
    setStage('busy');
    setError(null);
    try {
      await onPublish({ version: review.versionNumber, state });
      setStage('done');
    } catch (problem) {
      setError(problem);
      setStage('ask');
    }
  };
  if (stage === 'done') {
    return (
      <Dialog
        title={t.done}
        onClose={onClose}
        footer={
          <>
            <button type="button" className="ln-button" onClick={onClose}>
              {t.stay}
            </button>
            <Link className="ln-button" to={`/plans/${review.plan.id}`}>
              {t.toThePlan}
            </Link>
            <Link className="ln-button ln-primary" to={`/targets?plan=${review.plan.id}`}>
              {t.toTheLedger}
            </Link>
          </>
        }
      >
        <p>{t.toLedger(progress.acceptedTargets, progress.tasks)}</p>
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t.title}
      onClose={onClose}
      footer={
        progress.ask > 0 ? (
          <button type="button" className="ln-button ln-primary" onClick={onAsk}>
            {t.goAsk}
          </button>
        ) : (
          <button type="button" className="ln-button ln-primary" disabled={stage === 'busy'} onClick={publish}>
            {t.run}
          </button>
        )
      }
    >
      {progress.ask > 0 ? <p className="ln-warning">{t.ask(progress.ask)}</p> : null}
      <p>{t.toLedger(progress.acceptedTargets, progress.tasks)}</p>
      {progress.openTargets + progress.openTasks > 0 ? <p>{t.open(progress.openTargets, progress.openTasks)}</p> : null}
      {progress.rejected > 0 ? <p>{t.rejected(progress.rejected)}</p> : null}
      {replaced ? <p>{t.replaces(replaced.number)}</p> : null}
      <fieldset className="pl-radios">
        <legend>{t.state}</legend>
        {states.map((value) => (
          <label key={value}>
            <input type="radio" name="plan-state" checked={state === value} onChange={() => setState(value)} />{' '}
            {t.states[value]} {value === now ? <span className="ln-third">（{t.keep}）</span> : null}
          </label>
        ))}
      </fieldset>
      {error ? <ErrorState error={error} onRetry={publish} /> : null}
    </Dialog>
  );
}
