/** SDMX-JSON 2.0.0 data message (field guide, sections structure and dataSet). Pure. */
import type { Locale } from '../text.ts';
import { boundsOf, type CodedFigure, type NameOf } from './coded.ts';
import { type MessageHead, metaOf, named, urnOf } from './message.ts';
import type { Flow } from './structure.ts';
import { codeNames, conceptNames, type Names } from './text.ts';

const SCHEMA =
  'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json';

export type Action = 'Information' | 'Replace' | 'Delete';

export interface DataSet {
  readonly action: Action;
  readonly figures: readonly CodedFigure[];
}

interface Axis {
  readonly id: string;
  readonly names: Names;
  readonly position: number;
}

/** Index of each value in the order in which it was first met. */
function indexed() {
  const at = new Map<string, number>();
  return {
    all: () => [...at.keys()],
    index: (value: string): number => {
      const known = at.get(value);
      if (known !== undefined) return known;
      at.set(value, at.size);
      return at.size - 1;
    },
  };
}

/** Attributes that are the same for all figures of an indicator. */
const OF_INDICATOR = ['UNIT_MEASURE', 'UNIT_MULT', 'DECIMALS'] as const;
const CODED = ['OBS_STATUS', 'SYNTHETIC'] as const;

export interface DataMessage {
  readonly head: MessageHead;
  readonly flow: Flow;
  readonly sets: readonly DataSet[];
  readonly nameOf: NameOf;
  /** A dimension's id, or `AllDimensions`. */
  readonly across: string;
  readonly locale: Locale;
}

export const axesOf = (flow: Flow): Axis[] =>
  [...flow.dimensions, { id: 'TIME_PERIOD', names: conceptNames.TIME_PERIOD }].map(({ id, names }, position) => ({
    id,
    names,
    position,
  }));

/** Series by all dimensions but `across`; flat where that is `AllDimensions`. */
export function dataMessage({ head, flow, sets, nameOf, across, locale }: DataMessage) {
  const axes = axesOf(flow);
  const isFlat = across === 'AllDimensions';
  const outer = isFlat ? [] : axes.filter(({ id }) => id !== across);
  const inner = isFlat ? axes : axes.filter(({ id }) => id === across);
  const values = new Map(axes.map(({ id }) => [id, indexed()]));
  const coded = new Map(CODED.map((id) => [id, indexed()]));
  const indicatorValues = new Map(OF_INDICATOR.map((id) => [id, indexed()]));
  const unitIsInner = isFlat || across === 'INDICATOR';
  const bounds = new Map<string, { start: string; end: string } | null>();

  const keyOf = (wanted: readonly Axis[], key: readonly string[]) =>
    wanted.map(({ id, position }) => values.get(id)?.index(key[position] ?? '') ?? 0).join(':');
  const unitOf = ({ unit }: CodedFigure) =>
    [unit.unit, String(unit.multiplier), String(unit.decimals)].map(
      (value, at) => indicatorValues.get(OF_INDICATOR[at] ?? 'DECIMALS')?.index(value) ?? 0,
    );
  const measured = (one: CodedFigure, action: Action): unknown[] => {
    const { figure } = one;
    if (action === 'Delete') return [];
    return [
      figure.value,
      coded.get('OBS_STATUS')?.index(one.status),
      coded.get('SYNTHETIC')?.index(String(figure.synthetic)),
      figure.revision,
      figure.releasedAt.toISOString(),
      ...(unitIsInner ? unitOf(one) : []),
    ];
  };

  const links = [{ rel: 'dataflow', urn: urnOf('dataflow', flow.id) }];
  const dataSets = sets.map(({ action, figures }) => {
    const series: Record<string, { attributes?: number[]; observations: Record<string, unknown[]> }> = {};
    for (const one of figures) {
      const time = one.key.at(-1) ?? '';
      if (!bounds.has(time)) bounds.set(time, boundsOf(one.figure.period));
      const outerKey = keyOf(outer, one.key);
      series[outerKey] ??= {
        ...(unitIsInner || action === 'Delete' ? {} : { attributes: unitOf(one) }),
        observations: {},
      };
      series[outerKey].observations[keyOf(inner, one.key)] = measured(one, action);
    }
    const whole = isFlat ? { observations: series['']?.observations ?? {} } : { series };
    return { structure: 0, action, links, ...whole };
  });

  const dimension = ({ id, names, position }: Axis) => ({
    id,
    ...named(names, locale),
    keyPosition: position,
    roles: [id],
    values: (values.get(id)?.all() ?? []).map((code) => ({
      // A range of years is no code: its sign is not allowed in one.
      ...(code.includes('/') ? { value: code } : { id: code, ...named(nameOf(id, code), locale) }),
      ...(id === 'TIME_PERIOD' ? (bounds.get(code) ?? {}) : {}),
    })),
  });
  const ofIndicator = OF_INDICATOR.map((id) => ({
    id,
    ...named(conceptNames[id], locale),
    roles: [id],
    relationship: { dimensions: ['INDICATOR'] },
    // As text: the published schema takes a whole number for both kinds of number, and refuses it.
    values: (indicatorValues.get(id)?.all() ?? []).map((value) => ({ value })),
  }));
  const ofFigure = [
    ...CODED.map((id) => ({
      id,
      ...named(conceptNames[id], locale),
      ...(id === 'OBS_STATUS' ? { roles: [id] } : {}),
      relationship: { observation: {} },
      values: (coded.get(id)?.all() ?? []).map((code) => ({
        id: code,
        ...named((codeNames[id] as Readonly<Record<string, Names>>)[code] ?? { zh: code, en: code }, locale),
      })),
    })),
    ...(['REVISION', 'RELEASED_AT'] as const).map((id) => ({
      id,
      ...named(conceptNames[id], locale),
      relationship: { observation: {} },
      format: { dataType: id === 'REVISION' ? 'Integer' : 'DateTime' },
    })),
  ];
  return {
    meta: metaOf(head, SCHEMA, locale),
    data: {
      structures: [
        {
          ...named(flow.names, locale),
          links: [
            { rel: 'dataflow', urn: urnOf('dataflow', flow.id) },
            { rel: 'structure', urn: urnOf('datastructure', flow.id) },
          ],
          dimensions: { dataSet: [], series: outer.map(dimension), observation: inner.map(dimension) },
          measures: {
            observation: [
              { id: 'OBS_VALUE', ...named(conceptNames.OBS_VALUE, locale), format: { dataType: 'Double' } },
            ],
          },
          attributes: {
            dataSet: [],
            series: unitIsInner ? [] : ofIndicator,
            observation: [...ofFigure, ...(unitIsInner ? ofIndicator : [])],
          },
          dataSets: sets.map((_, at) => at),
        },
      ],
      dataSets,
    },
  };
}
