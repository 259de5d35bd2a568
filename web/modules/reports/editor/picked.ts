import type { ReportAction, ReportView } from '../api.ts';

/** What is selected on the page: a block, and a figure in it. */
export interface Picked {
  readonly block: string | null;
  /** The figure's slot. */
  readonly figure: string | null;
}
export type Pick = (picked: Picked) => void;
export type Run = (action: ReportAction) => Promise<ReportView | undefined>;

/** Brings a block into view. */
export function showBlock(block: string): void {
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  document.getElementById(`rp-${block}`)?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
}
