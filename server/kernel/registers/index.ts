import './tables.ts';

/** Registers: typed lists that a definition gives storage with history, rights, forms, imports, counts and an API. */
export { type Access, accessFor, allowedSql, fieldSql, mayRead, rankSql, searchSql, titleSql } from './access-sql.ts';
export { columnsOf, fieldOf, latOf, lonOf, pastOf, quoted, tableOf, typeOf } from './columns.ts';
export { applyDefinition, checkDefinition } from './definition-service.ts';
export { contextFor, type EntryContext, mayWrite } from './entry-context.ts';
export { countEntries, listEntries, selectIds } from './entry-list.ts';
export { moveEntry } from './entry-move.ts';
export { prepareEntries, rowCheckOf } from './entry-prepare.ts';
export { deleteEntry, restoreEntry } from './entry-remove.ts';
export { type EntryRow, maskValues, rowColumns, selectRows, valuesOf } from './entry-rows.ts';
export {
  type EntryChange,
  insertEntries,
  type NewEntry,
  type SaveOptions,
  saveEntry,
  updateEntries,
} from './entry-save.ts';
export { type Asked, type EntryFilter, type Selection, selectionOf } from './entry-select.ts';
export { deleteRows, idsByKey, insertRows, updateRows } from './entry-store.ts';
export { entryViews, titlesOf } from './entry-view.ts';
export { type ExpressionSql, expressionSql, filterSql } from './expression-sql.ts';
export { applyShipped } from './shipped.ts';
export { entrySource, inForce } from './source-sql.ts';
export { contextOf, findRegister, listOf, loadRegisters, type RegisterSet, type StoredRegister } from './store.ts';
