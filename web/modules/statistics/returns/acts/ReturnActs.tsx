import { useState } from 'react';
import type { Act } from '../../../../../server/modules/statistics/returns/model.ts';
import { download } from '../../../../shell/api.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { ConfirmButton } from '../../../../shell/widgets/ConfirmButton.tsx';
import { Flyout } from '../../../../shell/widgets/Flyout.tsx';
import { returnPath, useAct } from '../api.ts';
import type { Draft, DraftStore } from '../draft/draft.ts';
import { settled } from '../draft/settled.ts';
import { text } from '../text.ts';
import type { ReturnView } from '../view.ts';
import { ReasonAct, type ReasonedAct } from './ReasonAct.tsx';

interface ReturnActsProps {
  view: ReturnView;
  store: DraftStore;
  draft: Draft;
  /** How much holds up handing in. */
  left: number;
  onNext: () => void;
  onExcel: () => void;
  onVersions: () => void;
  onTakeLast: () => void;
  say: (words: string) => void;
}

const reasoned: readonly ReasonedAct[] = ['send-back', 'withdraw', 'reopen', 'excuse'];

/** What may be done with the return now, one primary button; the rest under 更多. */
export function ReturnActs(props: ReturnActsProps) {
  const { view, draft, store, left, say } = props;
  const t = useText(text);
  const [asking, setAsking] = useState<ReasonedAct | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const act = useAct(view.id);
  const may = (wanted: Act) => view.may.includes(wanted);
  const step = may('approve') ? 'approve' : may('check') ? 'check' : null;
  const isSubmitting = draft.submitKey !== null;
  const more = reasoned.filter((one) => may(one) && !(one === 'send-back' && step));
  // What is filled in here goes into the file: one that lacks it would take it back when it is uploaded.
  const fetchTemplate = () =>
    settled(store)
      .then(() => download(`${returnPath(view.id)}/template.xlsx`, { as: 'xlsx' }))
      .then(
        () => setFailure(null),
        (error: unknown) => setFailure(error),
      );
  return (
    <>
      <Flyout label={t.acts.more} align="right">
        {(close) => {
          const option = (label: string, run: () => void, hint?: string) => (
            <button
              key={label}
              type="button"
              className="ln-option"
              title={hint}
              onClick={() => {
                close();
                run();
              }}
            >
              {label}
            </button>
          );
          return (
            <div className="ln-options">
              {option(t.acts.template, () => void fetchTemplate())}
              {may('save') ? option(t.acts.takeLast, props.onTakeLast, t.acts.takeLastHint) : null}
              {option(t.acts.versions, props.onVersions)}
              {option(t.acts.print, () => print())}
              {more.map((one) => option(t.acts[one], () => setAsking(one)))}
            </div>
          );
        }}
      </Flyout>
      {failure ? (
        <span className="ln-field-error" role="alert">
          {t.kept.refused}
        </span>
      ) : null}
      {may('save') ? (
        <button type="button" className="ln-button" onClick={props.onExcel}>
          {t.acts.upload}
        </button>
      ) : null}
      {may('send-back') && step ? (
        <button type="button" className="ln-button" onClick={() => setAsking('send-back')}>
          {t.acts['send-back']}
        </button>
      ) : null}
      {may('submit') ? (
        <button
          type="button"
          className={`ln-button ln-primary${left > 0 ? ' stat-not-ready' : ''}`}
          disabled={isSubmitting || draft.phase === 'conflict'}
          onClick={() => (left > 0 ? props.onNext() : store.submit())}
        >
          {isSubmitting ? t.acts.submitting : left > 0 ? t.acts.submitLeft(left) : t.acts.submit}
        </button>
      ) : null}
      {step ? (
        <ConfirmButton
          className={`ln-button${may('submit') ? '' : ' ln-primary'}`}
          question={step === 'approve' ? t.acts.approveQuestion : t.acts.checkQuestion}
          onConfirm={async () => {
            await act.mutateAsync({ act: step, revision: view.revision });
            say(t.acts.done[step] ?? '');
          }}
        >
          {t.acts[step]}
        </ConfirmButton>
      ) : null}
      {asking ? (
        <ReasonAct
          returnId={view.id}
          revision={view.revision}
          act={asking}
          onDone={() => say(t.acts.done[asking] ?? '')}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  );
}
