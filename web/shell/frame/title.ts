import { useEffect } from 'react';
import { useText } from '../preferences.tsx';
import { text } from './text.ts';

/** The browser's title: the page, then the product. */
export function useTitle(title: string): void {
  const { brand } = useText(text);
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
}
