import type { ReportView } from '../api.ts';

export type Blocks = ReportView['blocks'];
export type Block = Blocks[number];

/** One place up or down; unchanged at the ends. */
export function moved(blocks: Blocks, id: string, by: -1 | 1): Blocks {
  const from = blocks.findIndex((block) => block.id === id);
  const to = from + by;
  const next = [...blocks];
  const [one] = next.splice(from, 1);
  if (from < 0 || to < 0 || to >= blocks.length || !one) return blocks;
  next.splice(to, 0, one);
  return next;
}

export const without = (blocks: Blocks, id: string): Blocks => blocks.filter((block) => block.id !== id);

/** After the block, or at the end where none is selected. */
export function added(blocks: Blocks, block: Block, after: string | null): Blocks {
  const at = blocks.findIndex((one) => one.id === after);
  return at < 0 ? [...blocks, block] : [...blocks.slice(0, at + 1), block, ...blocks.slice(at + 1)];
}

export const replaced = (blocks: Blocks, block: Block): Blocks =>
  blocks.map((one) => (one.id === block.id ? block : one));

/** An id that no block has yet. */
export function freshId(blocks: Blocks): string {
  const used = new Set(blocks.map((block) => block.id));
  let n = blocks.length + 1;
  while (used.has(`n${n}`)) n += 1;
  return `n${n}`;
}

/** A block of the kind that the menu names, `table:regions`; null where it needs an indicator and none is chosen. */
export function blockOf(
  kind: string,
  id: string,
  of: { series: { code: string; scope: string } | null; words: string; lang: 'zh' | 'en' },
): Block | null {
  const { series, words, lang } = of;
  const text = { zh: lang === 'zh' ? words : '', en: lang === 'en' ? words : '' };
  switch (kind) {
    case 'text':
      return { id, type: 'text', text };
    case 'heading:1':
      return { id, type: 'heading', level: 1, text };
    case 'heading:2':
      return { id, type: 'heading', level: 2, text };
    case 'targets':
      return { id, type: 'targets' };
    case 'table:targets':
      return { id, type: 'table', of: 'targets' };
    case 'chart:targets':
      return { id, type: 'chart', of: 'targets' };
    default:
      return series ? withSeries(kind, id, series) : null;
  }
}

function withSeries(kind: string, id: string, series: { code: string; scope: string }): Block | null {
  switch (kind) {
    case 'growth':
      return { id, type: 'growth', series: [series] };
    case 'ranking':
    case 'contribution':
    case 'map':
      return { id, type: kind, series };
    case 'table:indicators':
      return { id, type: 'table', of: 'indicators', series: [series] };
    case 'table:regions':
      return { id, type: 'table', of: 'regions', series };
    case 'chart:trend':
      return { id, type: 'chart', of: 'trend', series };
    case 'chart:regions':
      return { id, type: 'chart', of: 'regions', series };
    case 'chart:contribution':
      return { id, type: 'chart', of: 'contribution', series };
    default:
      return null;
  }
}

export const needsSeries = (kind: string): boolean =>
  !/^(text|heading:[12]|targets|table:targets|chart:targets)$/.test(kind);
export const isRegional = (kind: string): boolean =>
  /^(ranking|contribution|map|table:regions|chart:(regions|contribution))$/.test(kind);
export const needsWords = (kind: string): boolean => kind === 'text' || kind.startsWith('heading');
