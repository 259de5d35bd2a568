import { convert, speaker } from '@liannao/statistics';
import type { Provenance } from './model.ts';
import type { Locale } from './text.ts';

export type Step = Provenance['steps'][number];

export const step = (
  kind: Step['kind'],
  title: string,
  text: string,
  parts: Step['parts'] = [],
  href: string | null = null,
): Step => ({
  kind,
  title,
  text,
  parts,
  href,
});

/** In the unit that is published, in the reader's words; as stored where that cannot be. */
export function shown(value: number, { unit, shownAs }: { unit: string; shownAs: string }, locale: Locale): string {
  const displayUnit = convert(value, unit, shownAs).ok ? shownAs : unit;
  return speaker({ subject: '', unit, displayUnit }, locale).figure(value);
}
