import type { Exporter } from '../../kernel/tabular/exporter.ts';
import { judgedLedger, judgedViews } from './ledger.ts';
import { ledgerTable } from './ledger-export.ts';
import { LedgerFilter } from './model.ts';

/** The whole ledger in the shape that its import reads back. */
export const ledgerExporter: Exporter = {
  kind: 'targets',
  table: async (tx, { actor, locale, now }) => {
    const { rows, judged, month, originOf } = await judgedLedger(tx, LedgerFilter.parse({}), { actor, now });
    return ledgerTable(await judgedViews(tx, rows, { actor, judged, originOf }), { locale, month });
  },
};
