/** An outline made concrete for a region: candidates without figures fall away, and so do chapters left empty. */
import { type Block, type SeriesRef, seriesIn } from './blocks.ts';
import type { Outline, Part } from './outlines/index.ts';

export interface Available {
  /** Series of the region itself, and of the regions below it. */
  readonly own: readonly SeriesRef[];
  readonly below: readonly SeriesRef[];
}

export function blocksFrom(outline: Outline, available: Available): Block[] {
  let said = new Set<string>();
  const blocks = outline.parts.flatMap((part, i): Block[] => {
    if (part.block.type === 'heading' && part.block.level === 1) said = new Set();
    const unsaid = part.block.type === 'growth' ? (part.from ?? []).filter((code) => !said.has(code)) : part.from;
    const block = concrete(unsaid ? { ...part, from: unsaid } : part, available);
    if (block?.type === 'growth') for (const one of seriesIn(block as Block)) said.add(one.code);
    return block ? [{ ...block, id: `b${i + 1}` } as Block] : [];
  });
  return withoutEmptyHeadings(blocks);
}

function concrete({ block, from, most = 1, regional }: Part, available: Available): Omit<Block, 'id'> | null {
  if (!from) return block as Omit<Block, 'id'>;
  const found = [...new Set(from)].flatMap((code) => pick(code, available, regional ?? false)).slice(0, most);
  const [first] = found;
  if (!first) return null;
  const many = block.type === 'growth' || (block.type === 'table' && 'of' in block && block.of === 'indicators');
  return { ...block, series: many ? found : first } as unknown as Omit<Block, 'id'>;
}

/** The indicator as a whole where there is such a figure, else in its narrowest description. */
function pick(code: string, { own, below }: Available, regional: boolean): SeriesRef[] {
  const candidates = own
    .filter((series) => series.code === code)
    .filter((series) => !regional || below.some((one) => one.code === code && one.scope === series.scope))
    .sort((a, b) => a.scope.length - b.scope.length || (a.scope < b.scope ? -1 : 1));
  return candidates.slice(0, 1);
}

function withoutEmptyHeadings(blocks: readonly Block[]): Block[] {
  return blocks.filter((block, i) => {
    if (block.type !== 'heading') return true;
    const next = blocks[i + 1];
    if (!next) return false;
    return next.type !== 'heading' || (block.level === 1 && next.level === 2 && hasContent(blocks, i + 1));
  });
}

/** Whether anything but headings comes before the next chapter. */
function hasContent(blocks: readonly Block[], from: number): boolean {
  for (const block of blocks.slice(from)) {
    if (block.type !== 'heading') return true;
    if (block.level === 1) return false;
  }
  return false;
}
