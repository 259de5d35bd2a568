/** SDMX-CSV 2.0.0 data message. Pure. */
import { type CellValue, csvLine } from '../../../kernel/tabular/csv.ts';
import type { Locale } from '../text.ts';
import type { NameOf } from './coded.ts';
import { type Action, axesOf, type DataSet } from './data-json.ts';
import { AGENCY, type Flow, VERSION } from './structure.ts';
import { codeNames, conceptNames, type Names } from './text.ts';

export type Labels = 'id' | 'name' | 'both';

const ACTIONS: Readonly<Record<Action, string>> = { Information: 'I', Replace: 'R', Delete: 'D' };
const REST = [
  'OBS_VALUE',
  'UNIT_MEASURE',
  'UNIT_MULT',
  'DECIMALS',
  'OBS_STATUS',
  'SYNTHETIC',
  'REVISION',
  'RELEASED_AT',
] as const;

export interface CsvMessage {
  readonly flow: Flow;
  readonly sets: readonly DataSet[];
  readonly nameOf: NameOf;
  readonly labels: Labels;
  readonly locale: Locale;
}

/** One line a figure, the columns in the order of the structure; of a deleted one only the key. */
export function csvMessage({ flow, sets, nameOf, labels, locale }: CsvMessage): string {
  const axes = axesOf(flow);
  const wide = (id: CellValue, name: string): CellValue[] =>
    labels === 'id' ? [id] : labels === 'both' ? [name === '' ? id : `${id}: ${name}`] : [id, name];
  const structure = `${AGENCY}:${flow.id}(${VERSION})`;
  const head = [
    'STRUCTURE',
    'STRUCTURE_ID',
    ...(labels === 'name' ? ['STRUCTURE_NAME'] : []),
    'ACTION',
    ...[...axes, ...REST.map((id) => ({ id, names: conceptNames[id] as Names }))].flatMap(({ id, names }) =>
      wide(id, names[locale]),
    ),
  ];
  const lines = sets.flatMap(({ action, figures }) =>
    figures.map(({ key, figure, unit, status }) => {
      const codeName = (list: 'OBS_STATUS' | 'SYNTHETIC', code: string) =>
        (codeNames[list] as Readonly<Record<string, Names>>)[code]?.[locale] ?? code;
      const rest: (readonly [CellValue, string])[] =
        action === 'Delete'
          ? REST.map(() => ['', ''])
          : [
              [figure.value, ''],
              [unit.unit, ''],
              [unit.multiplier, ''],
              [unit.decimals, ''],
              [status, codeName('OBS_STATUS', status)],
              [String(figure.synthetic), codeName('SYNTHETIC', String(figure.synthetic))],
              [figure.revision, ''],
              [figure.releasedAt.toISOString(), ''],
            ];
      return csvLine([
        'dataflow',
        ...wide(structure, flow.names[locale]),
        ACTIONS[action],
        ...axes.flatMap(({ id, position }) => {
          const code = key[position] ?? '';
          return wide(code, id === 'TIME_PERIOD' ? '' : nameOf(id, code)[locale]);
        }),
        ...rest.flatMap(([id, name]) => wide(id, name)),
      ]);
    }),
  );
  return csvLine(head) + lines.join('');
}
