/** What a command may do with returns: the same use cases as the pages', as whoever gives it. */
export { reopenReturn } from './correct.ts';
export { templateOf, templateReading } from './excel.ts';
export { readTemplate } from './excel-read.ts';
export { listReturns } from './list.ts';
export { ReturnQuery } from './model.ts';
export { selectReturnVersions } from './queries.ts';
export { answerQuestion, askAbout } from './questions.ts';
export { approveReturn, checkReturnStep, demandVisible } from './review.ts';
export { saveReturn, submitReturn } from './save.ts';
export { drainTotals } from './totals-drain.ts';
export { viewReturn } from './view.ts';
