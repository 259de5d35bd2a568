/** What pages of other modules may draw of signals and cases. Apart from index.ts, all of which the first page waits for. */
export { DueWords, dueDay } from './parts/DueWords.tsx';
export { MakeCase } from './parts/MakeCase.tsx';
export { SeverityShape, SeverityTag } from './parts/SeverityTag.tsx';
export { SubjectHandling } from './parts/SubjectHandling.tsx';
