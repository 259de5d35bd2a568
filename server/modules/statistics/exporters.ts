import type { Exporter } from '../../kernel/tabular/exporter.ts';
import { loadCatalogue } from './catalogue.ts';
import { EXPORT_ROWS, indicatorTable, observationTable } from './export.ts';
import { selectObservations } from './observation-queries.ts';

export const observationsExporter: Exporter = {
  kind: 'observations',
  table: async (tx, { locale }) =>
    observationTable(await selectObservations(tx, { below: false, holder: 'regions', limit: EXPORT_ROWS }), locale),
};

export const indicatorsExporter: Exporter = {
  kind: 'indicators',
  table: async (tx, { locale }) => indicatorTable([...(await loadCatalogue(tx)).values()], locale),
};
