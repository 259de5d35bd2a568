import { analysis } from './analysis.ts';
import { bulletin } from './bulletin.ts';
import { evaluation } from './evaluation.ts';
import type { Outline } from './outline.ts';
import { whitePaper } from './white-paper.ts';

export type { Outline, Part } from './outline.ts';

export const outlines: readonly Outline[] = [bulletin, analysis, whitePaper, evaluation];
export type ReportKind = Outline['kind'];

export function outlineOf(kind: ReportKind): Outline {
  const found = outlines.find((outline) => outline.kind === kind);
  if (!found) throw new RangeError(`no outline ${kind}`);
  return found;
}
