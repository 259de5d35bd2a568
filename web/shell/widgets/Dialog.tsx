import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useText } from '../preferences.tsx';
import { CrossIcon } from './icons.tsx';
import { text } from './text.ts';

export interface DialogProps {
  title: ReactNode;
  onClose: () => void;
  width?: number;
  footer?: ReactNode;
  /** May be left by Esc and the cross. Default yes. */
  closable?: boolean;
  children: ReactNode;
}

/** What to type into first, else what to press; the cross comes last. */
const firstControl =
  '.ln-dialog-body :is(input, select, textarea), .ln-dialog-body button, footer .ln-primary, footer button';

/** A question or a short form over the page: the browser's own dialog, so focus and Esc are right by nature. */
export function Dialog({ title, onClose, width = 480, footer, closable = true, children }: DialogProps) {
  const t = useText(text);
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>(firstControl)?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className="ln-dialog"
      style={{ width: `min(${width / 16}rem, calc(100vw - 24px))` }}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (closable) onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <span className="ln-grow" />
        {closable ? (
          <button type="button" className="ln-icon-button" onClick={onClose} aria-label={t.close}>
            <CrossIcon />
          </button>
        ) : null}
      </header>
      <div className="ln-dialog-body">{children}</div>
      {footer ? <footer>{footer}</footer> : null}
    </dialog>
  );
}

export interface SaveFooterProps {
  cancel: string;
  save: string;
  /** While it is being saved, or where there is nothing to save. */
  disabled: boolean;
  onCancel: () => void;
  /** May fail: the dialog says why from its mutation. */
  onSave: () => Promise<unknown> | undefined;
}

/** The two ways out of a form in a dialog. */
export function SaveFooter({ cancel, save, disabled, onCancel, onSave }: SaveFooterProps) {
  return (
    <>
      <button type="button" className="ln-button" onClick={onCancel}>
        {cancel}
      </button>
      <button
        type="button"
        className="ln-button ln-primary"
        disabled={disabled}
        onClick={() => onSave()?.catch(() => undefined)}
      >
        {save}
      </button>
    </>
  );
}
