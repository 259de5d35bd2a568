import { type ReactNode, useState } from 'react';
import { useText } from '../preferences.tsx';
import { Dialog } from './Dialog.tsx';
import { text } from './text.ts';

export interface ConfirmButtonProps {
  /** The verb with its result: '停用账号'. Also the title of the question. */
  children: ReactNode;
  /** What will happen, and whether it can be taken back. */
  question: ReactNode;
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
  const run = async () => {
    setBusy(true);
    try {
      await props.onConfirm();
      setAsking(false);
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
        onClick={() => setAsking(true)}
      >
        {props.children}
      </button>
      {asking ? (
        <Dialog
          title={props.children}
          onClose={() => setAsking(false)}
          footer={
            <>
              <button type="button" className="ln-button" onClick={() => setAsking(false)}>
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
        </Dialog>
      ) : null}
    </>
  );
}
