import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useEscape, useReturnFocus } from '../escape.ts';

export interface FlyoutProps {
  /** What the button shows. */
  label: ReactNode;
  /** Its name for a screen reader, where the label is a drawing. */
  name?: string;
  className?: string | undefined;
  /** Which edge of the button the box hangs from. */
  align?: 'left' | 'right';
  children: (close: () => void) => ReactNode;
}

/** A button with a box that hangs from it: pickers, small menus, filter options. */
export function Flyout({ label, name, className = 'ln-button', align = 'left', children }: FlyoutProps) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const id = useId();
  const close = () => setOpen(false);
  return (
    <span className="ln-flyout" ref={root}>
      <button
        type="button"
        className={className}
        aria-label={name}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open ? (
        <FlyoutBox id={id} align={align} root={root.current} close={close}>
          {children(close)}
        </FlyoutBox>
      ) : null}
    </span>
  );
}

function FlyoutBox(props: {
  id: string;
  align: 'left' | 'right';
  root: HTMLElement | null;
  close: () => void;
  children: ReactNode;
}) {
  const { root, close } = props;
  const box = useRef<HTMLDivElement>(null);
  const [shift, setShift] = useState(0);
  useReturnFocus();
  useEscape(close);
  useEffect(() => {
    const outside = (event: Event) => {
      // A click on a plain word focuses the page around us; that is not leaving.
      if (!root || !(event.target instanceof Node) || root.contains(event.target)) return;
      if (event.type === 'pointerdown' || !event.target.contains(root)) close();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [root, close]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const { left, right } = element.getBoundingClientRect();
    setShift(left < 8 ? 8 - left : Math.min(0, document.documentElement.clientWidth - 8 - right));
    element.querySelector<HTMLElement>('[autofocus], [data-first], input, button, a')?.focus({ preventScroll: true });
  }, []);
  return (
    <div id={props.id} ref={box} className={`ln-flyout-box ln-${props.align}`} style={{ translate: `${shift}px 0` }}>
      {props.children}
    </div>
  );
}
