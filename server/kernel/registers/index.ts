import './tables.ts';

/** Registers: typed lists that a definition gives storage with history, rights, forms, imports, counts and an API. */
export { accessFor, fieldSql } from './access-sql.ts';
export { applyDefinition, checkDefinition } from './definition-service.ts';
export { contextFor } from './entry-context.ts';
export { moveEntry } from './entry-move.ts';
export { deleteEntry, restoreEntry } from './entry-remove.ts';
export { insertEntries, saveEntry } from './entry-save.ts';
export { applyShipped } from './shipped.ts';
export { entrySource } from './source-sql.ts';
export { contextOf, findRegister, listOf, loadRegisters, type RegisterSet } from './store.ts';
