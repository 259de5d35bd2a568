import { type ReactNode, useState } from 'react';
import { useText } from '../preferences.tsx';
import { Dialog } from './Dialog.tsx';
import { ErrorState } from './ErrorState.tsx';
import { text } from './text.ts';

export interface ConfirmButtonProps {
  /** The verb with its result: '停用账号'. Also the title of the question. */
  children: ReactNode;
  /** What will happen, and whether it can be taken back. */
  question: ReactNode;
  /** What it answers is waited for; where it fails, the question stays open and says why. */
  onConfirm: () => unknown;
  /** The verb on the button in the dialog; the same as `children` by default. */
  verb?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  className?: string;
}

/** A button for what should be asked first; the question's buttons name their results. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const t = useText(text);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const ask = (asked: boolean) => {
    setFailure(null);
    setAsking(asked);
  };
  const run = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await props.onConfirm();
      setAsking(false);
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className={`${props.className ?? 'ln-button ln-button-small'}${props.danger ? ' ln-danger' : ''}`}
        disabled={props.disabled}
        onClick={() => ask(true)}
      >
        {props.children}
      </button>
      {asking ? (
        <Dialog
          title={props.children}
          onClose={() => ask(false)}
          footer={
            <>
              <button type="button" className="ln-button" onClick={() => ask(false)}>
                {t.cancel}
              </button>
              <button
                type="button"
                className={`ln-button ln-primary${props.danger ? ' ln-danger' : ''}`}
                disabled={busy}
                onClick={run}
              >
                {props.verb ?? props.children}
              </button>
            </>
          }
        >
          {props.question}
          {failure === null ? null : <ErrorState error={failure} safe={t.notDone} />}
        </Dialog>
      ) : null}
    </>
  );
}
