import type { CellValue } from '../../../kernel/tabular/csv.ts';
import type { WorkbookSpec } from '../../../kernel/tabular/xlsx-write.ts';
import type { CapacityLine, CapacityView } from './model.ts';
import { capacityText } from './text.ts';

/** The list as a sheet, the region itself first; figures unrounded, in the indicator's stored unit. */
export function capacityTable(view: CapacityView, locale: 'zh' | 'en'): WorkbookSpec {
  const t = capacityText[locale];
  const { columns } = t;
  const row = (line: CapacityLine): CellValue[] => [
    line.subject.name,
    line.subject.region,
    line.output.value,
    line.capacity.value,
    view.unit,
    line.rate,
    line.change,
    t.states[line.state],
    line.reasons.join(locale === 'zh' ? '' : ' '),
    line.synthetic,
  ];
  return {
    sheetName: t.file,
    columns: [
      { header: columns.subject },
      { header: columns.region, numFmt: '@' },
      { header: columns.output },
      { header: columns.capacity },
      { header: columns.unit },
      { header: columns.rate },
      { header: columns.change },
      { header: columns.state },
      { header: columns.reasons },
      { header: 'synthetic' },
    ],
    rows: [...(view.whole ? [view.whole] : []), ...view.items].map(row),
  };
}
