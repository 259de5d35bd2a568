import { useCrumbName } from '../../../shell/frame/crumb-names.ts';
import { useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import type { ReviewView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { isSure, type Progress, sureFrom } from './items.ts';

export interface ReviewHeadProps {
  review: ReviewView;
  progress: Progress;
  mayEdit: boolean;
  onAsk: () => void;
  onAcceptSure: () => Promise<unknown>;
  onFinish: () => void;
}

/** Which plan, how much is checked, what needs a person, and the two ways on. */
export function ReviewHead({ review, progress, mayEdit, onAsk, onAcceptSure, onFinish }: ReviewHeadProps) {
  const t = useText(text);
  const { plan } = review;
  useCrumbName(`/plans/${plan.id}`, plan.shortTitle);
  const sureTargets = review.targets.filter(isSure).length;
  const share = progress.all === 0 ? 0 : progress.decided / progress.all;
  return (
    <PageHeader
      title={t.title}
      status={review.state === 'published' ? <Tag look="blue">{t.published}</Tag> : undefined}
      note={
        <span className="rv-title-note">
          {t.note(progress.targets, progress.tasks, progress.parameters, progress.baselines)}
        </span>
      }
      actions={
        <>
          <div className="rv-progress">
            <div className="ln-caption ln-second">
              <span>{t.decided(progress.decided, progress.all)}</span>
              {progress.ask > 0 ? (
                <button type="button" className="ln-link" onClick={onAsk}>
                  {t.ask(progress.ask)}
                </button>
              ) : (
                <span>{t.noAsk}</span>
              )}
            </div>
            <div
              className="rv-bar"
              role="progressbar"
              aria-label={t.progress}
              aria-valuemin={0}
              aria-valuemax={progress.all}
              aria-valuenow={progress.decided}
            >
              <i style={{ width: `${share * 100}%` }} />
            </div>
          </div>
          {mayEdit && progress.sure > 0 ? (
            <ConfirmButton
              className="ln-button"
              question={t.acceptSureQuestion(sureTargets, progress.sure - sureTargets, sureFrom.toFixed(2))}
              verb={t.acceptSureRun(progress.sure)}
              onConfirm={onAcceptSure}
            >
              {t.acceptSure(progress.sure)}
            </ConfirmButton>
          ) : null}
          {mayEdit && review.state === 'review' ? (
            <button type="button" className="ln-button ln-primary" onClick={onFinish}>
              {t.finish}
            </button>
          ) : null}
        </>
      }
    />
  );
}
