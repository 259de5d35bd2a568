/** What other modules' pages show of figures. Apart from `index.ts`, which is loaded with the first page. */
export { scopeWords } from '../../../server/modules/statistics/model.ts';
export { catalogueQuery } from './api.ts';
export { ScopeInputs } from './indicator/ScopeInputs.tsx';
export { missingOf, periodWords, shownValue } from './quantity.ts';
