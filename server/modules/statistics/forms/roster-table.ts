import type { CellValue } from '../../../kernel/tabular/csv.ts';
import type { Exporter } from '../../../kernel/tabular/exporter.ts';
import type { WorkbookSpec } from '../../../kernel/tabular/xlsx-write.ts';
import { type RosterRow, selectRoster } from './roster-queries.ts';
import { type Locale, textFor } from './text.ts';

/** As many lines as a spreadsheet still opens in a moment. */
export const ROSTER_ROWS = 100_000;

/** The roster in the shape that it is imported in: what is exported can be mended and read back. */
export function rosterTable(rows: readonly RosterRow[], locale: Locale): WorkbookSpec {
  const { columns, sheet } = textFor(locale).roster;
  return {
    sheetName: sheet,
    columns: [
      { header: columns.form, numFmt: '@' },
      { header: columns.party, numFmt: '@' },
      { header: columns.partyName },
      { header: columns.region, numFmt: '@' },
      { header: columns.regionName },
      { header: columns.since, numFmt: '@' },
      { header: columns.until, numFmt: '@' },
      { header: columns.note },
    ],
    rows: rows.map((row): CellValue[] => [
      row.formId,
      row.uscc ?? row.partyId ?? '',
      row.party ?? '',
      row.regionCode,
      row.region,
      row.since,
      row.until ?? '',
      row.note,
    ]),
  };
}

export const rosterExporter: Exporter = {
  kind: 'roster',
  table: async (tx, { locale }) => rosterTable(await selectRoster(tx, { limit: ROSTER_ROWS }), locale),
};
