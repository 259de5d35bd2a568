import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface SplitReviewProps {
  left: ReactNode;
  right: ReactNode;
  /**
   * The pair that is looked at. Both sides mark theirs with `data-pair="<id>"`; the two are joined by a line
   * and scrolled into view.
   */
  current: string | null;
  /** Share of the left column. */
  leftShare?: number;
}

/** Source left, what was read from it right, the current pair joined by a line. */
export function SplitReview({ left, right, current, leftShare = 0.49 }: SplitReviewProps) {
  const root = useRef<HTMLDivElement>(null);
  const leftColumn = useRef<HTMLDivElement>(null);
  const rightColumn = useRef<HTMLDivElement>(null);
  const [line, setLine] = useState<string | null>(null);
  const top = useTop(root);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when either side changes
  useEffect(() => {
    const find = (column: HTMLElement | null) =>
      current === null ? null : (column?.querySelector<HTMLElement>(`[data-pair="${CSS.escape(current)}"]`) ?? null);
    const draw = () => {
      const box = root.current?.getBoundingClientRect();
      const from = find(leftColumn.current)?.getClientRects();
      const to = find(rightColumn.current)?.getBoundingClientRect();
      const gap = leftColumn.current?.getBoundingClientRect();
      const last = from?.[0];
      if (!box || !last || !to || !gap) return setLine(null);
      const clamp = (y: number) => Math.max(6, Math.min(box.height - 6, y - box.top));
      const x1 = gap.right - box.left - 14;
      const x2 = to.left - box.left;
      const y1 = clamp(last.top + last.height / 2);
      const y2 = clamp(to.top + Math.min(24, to.height / 2));
      const middle = (x1 + x2) / 2;
      setLine(`M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`);
    };
    draw();
    const columns = [leftColumn.current, rightColumn.current].filter((column) => column !== null);
    const observer = new ResizeObserver(draw);
    for (const column of columns) {
      column.addEventListener('scroll', draw, { passive: true });
      observer.observe(column);
    }
    return () => {
      observer.disconnect();
      for (const column of columns) column.removeEventListener('scroll', draw);
    };
  }, [current, left, right]);

  useEffect(() => {
    if (current === null) return;
    for (const column of [leftColumn.current, rightColumn.current]) {
      const element = column?.querySelector<HTMLElement>(`[data-pair="${CSS.escape(current)}"]`);
      if (element && column) scrollWithin(column, element);
    }
  }, [current]);

  const start = line?.slice(1).split(/[ C]/) ?? [];
  return (
    <div
      className="ln-split"
      ref={root}
      style={
        { '--left': `${leftShare}fr`, '--right': `${1 - leftShare}fr`, '--top': `${top}px` } as React.CSSProperties
      }
    >
      <div className="ln-card ln-split-column" ref={leftColumn}>
        {left}
      </div>
      <span />
      <div className="ln-card ln-split-column" ref={rightColumn}>
        {right}
      </div>
      {line ? (
        <svg className="ln-split-line" aria-hidden="true">
          <path d={line} fill="none" stroke="var(--accent)" strokeWidth="1.8" />
          <circle cx={start[0]} cy={start[1]} r="3.5" fill="var(--accent)" />
        </svg>
      ) : null}
    </div>
  );
}

/** How far down the page it begins: the columns fill what the head above leaves of the window, however tall that is. */
function useTop(root: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(140);
  useLayoutEffect(() => {
    const measure = () => setTop(Math.round((root.current?.getBoundingClientRect().top ?? 140) + scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    for (const above of root.current?.parentElement?.children ?? []) observer.observe(above);
    return () => observer.disconnect();
  }, [root]);
  return top;
}

/** Brings an element into the middle of its own column only; the page stays. */
function scrollWithin(column: HTMLElement, element: HTMLElement) {
  const box = column.getBoundingClientRect();
  const own = element.getBoundingClientRect();
  if (own.top >= box.top + 40 && own.bottom <= box.bottom - 20) return;
  column.scrollTop += own.top - box.top - Math.max(60, (box.height - own.height) / 3);
}
