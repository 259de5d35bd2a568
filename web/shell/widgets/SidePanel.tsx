import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useEscape, useReturnFocus } from '../escape.ts';
import { useText } from '../preferences.tsx';
import { CrossIcon } from './icons.tsx';
import { text } from './text.ts';

export const sidePanelSlotId = 'ln-side';

export interface SidePanelProps {
  title: ReactNode;
  onClose: () => void;
  /** A tag beside the title. */
  tag?: ReactNode;
  /** 320–490; 360 by default. */
  width?: number;
  footer?: ReactNode;
  children: ReactNode;
}

/**
 * A panel at the right of the page, a sheet from below on a phone. The frame keeps room for one:
 * a second one covers the first until it is closed. Esc closes; focus goes back to where it was.
 */
export function SidePanel({ title, tag, onClose, width = 360, footer, children }: SidePanelProps) {
  const t = useText(text);
  const titleId = useId();
  const closeButton = useRef<HTMLButtonElement>(null);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  useReturnFocus();
  useEscape(onClose);
  useEffect(() => setSlot(document.getElementById(sidePanelSlotId) ?? document.body), []);
  useEffect(() => {
    if (slot) closeButton.current?.focus({ preventScroll: true });
  }, [slot]);
  if (!slot) return null;
  return createPortal(
    <aside
      className="ln-panel"
      style={{ '--panel-width': `${width}px` } as React.CSSProperties}
      aria-labelledby={titleId}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        {tag}
        <span className="ln-grow" />
        <kbd>Esc</kbd>
        <button type="button" ref={closeButton} className="ln-icon-button" onClick={onClose} aria-label={t.close}>
          <CrossIcon />
        </button>
      </header>
      <div className="ln-panel-body">{children}</div>
      {footer ? <footer>{footer}</footer> : null}
    </aside>,
    slot,
  );
}
