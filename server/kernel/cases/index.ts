export { noteCauseGone } from './cause-gone.ts';
export { type CaseCounts, type CaseFilter } from './list-queries.ts';
export { caseTypeOf, type EntryMover, entryMoved, type MovedEntry, useEntryMover } from './entries.ts';
export { countCases, listCases } from './list.ts';
export { moveCase } from './move.ts';
export { openCase } from './open.ts';
export { unitWords } from './owner-units.ts';
export { caseOfSubject } from './queries.ts';
export { caseTypes, useCaseTypes } from './registry.ts';
