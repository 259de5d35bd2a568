/** What pages of other modules may draw of supervision. Apart from index.ts, all of which the first page waits for. */
export { MakeItem } from './items/MakeItem.tsx';
