import type { Exporter } from '../../kernel/tabular/exporter.ts';
import { judgedLedger, judgedViews } from './ledger.ts';
import { ledgerTable } from './ledger-export.ts';
import { LedgerFilter } from './model.ts';

/** The whole ledger for the command line, as the page gives it out. */
export const ledgerExporter: Exporter = {
  kind: 'targets',
  table: async (tx, { actor, locale, now }) => {
    const ledger = await judgedLedger(tx, LedgerFilter.parse({}), { actor, now });
    return ledgerTable(await judgedViews(tx, ledger.rows, { actor, judged: ledger.judged }), {
      locale,
      month: ledger.month,
    });
  },
};
