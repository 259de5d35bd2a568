import { useEffect, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** How far the table is scrolled, how large it is, and how tall it may become. */
export function useScrollView(scroller: React.RefObject<HTMLDivElement | null>, height: 'fill' | 'content' | number) {
  const [view, setView] = useState({ top: 0, height: 0, width: 0, offset: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const offset = Math.round(element.getBoundingClientRect().top + scrollY);
      const next = { top: element.scrollTop, height: element.clientHeight, width: element.clientWidth, offset };
      setView((now) => (same(now, next) ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [scroller]);
  const limit =
    height === 'content'
      ? 'none'
      : height === 'fill'
        ? `max(15rem, 100dvh - ${view.offset}px - 5.5rem)`
        : `${height}px`;
  return { ...view, style: { '--table-height': limit } as React.CSSProperties };
}

/** A printed list is the whole list, up to here; longer ones are for Excel. */
export const mostPrinted = 3000;

export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}

const same = (a: Record<string, number>, b: Record<string, number>) => Object.keys(a).every((key) => a[key] === b[key]);
