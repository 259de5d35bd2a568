export type * from './judgement-types.ts';
export {
  type Figure,
  type FigureState,
  figureState,
  type MissingKind,
  missingSymbols,
  readMissing,
  sumKnown,
} from './missing.ts';
export * from './period.ts';
export type { Issue, Result } from './result.ts';
