/** SDMX-JSON 2.0.0 structure message: dataflows, structures, code lists and concepts. Pure. */
import type { Locale } from '../text.ts';
import { CONCEPTS, conceptUrn, type MessageHead, metaOf, named, urnOf } from './message.ts';
import {
  AGENCY,
  type Code,
  type Flow,
  type FlowDimension,
  fixedCodes,
  indicatorCodes,
  scopeCodes,
  VERSION,
} from './structure.ts';
import { type codeNames, conceptNames, type Names } from './text.ts';

const SCHEMA =
  'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/sdmx-json-structure-schema.json';

const maintained = (id: string, names: Names, locale: Locale) => ({
  id,
  version: VERSION,
  agencyID: AGENCY,
  ...named(names, locale),
});

export const dataflowOf = (flow: Flow, locale: Locale) => ({
  ...maintained(flow.id, flow.names, locale),
  structure: urnOf('datastructure', flow.id),
});

export function dataStructureOf(flow: Flow, locale: Locale) {
  const attribute = (id: keyof typeof conceptNames, relationship: object, representation: object) => ({
    id,
    usage: 'mandatory',
    attributeRelationship: relationship,
    conceptIdentity: conceptUrn(id),
    localRepresentation: representation,
  });
  const ofIndicator = { dimensions: ['INDICATOR'] };
  const ofFigure = { observation: {} };
  const list = (id: string) => ({ enumeration: urnOf('codelist', id) });
  const plain = (dataType: string) => ({ format: { dataType } });
  return {
    ...maintained(flow.id, flow.names, locale),
    dataStructureComponents: {
      dimensionList: {
        id: 'DimensionDescriptor',
        dimensions: flow.dimensions.map((dimension, position) => ({
          id: dimension.id,
          position,
          conceptIdentity: conceptUrn(dimension.id),
          localRepresentation: list(dimension.list),
        })),
        timeDimension: {
          id: 'TIME_PERIOD',
          conceptIdentity: conceptUrn('TIME_PERIOD'),
          localRepresentation: plain('ObservationalTimePeriod'),
        },
      },
      measureList: {
        id: 'MeasureDescriptor',
        measures: [{ id: 'OBS_VALUE', conceptIdentity: conceptUrn('OBS_VALUE'), localRepresentation: plain('Double') }],
      },
      attributeList: {
        id: 'AttributeDescriptor',
        attributes: [
          attribute('UNIT_MEASURE', ofIndicator, plain('String')),
          attribute('UNIT_MULT', ofIndicator, plain('Integer')),
          attribute('DECIMALS', ofIndicator, plain('Integer')),
          attribute('OBS_STATUS', ofFigure, list('CL_OBS_STATUS')),
          attribute('SYNTHETIC', ofFigure, list('CL_SYNTHETIC')),
          attribute('REVISION', ofFigure, plain('Integer')),
          attribute('RELEASED_AT', ofFigure, plain('DateTime')),
        ],
      },
    },
  };
}

export interface CodeList {
  readonly id: string;
  readonly names: Names;
  readonly codes: readonly Code[];
}

/** All code lists that the flows use; those of several flows once. */
export function codeListsOf(flows: readonly Flow[], regions: readonly Code[]): CodeList[] {
  const codesOf = (flow: Flow, { id, scope }: FlowDimension): readonly Code[] => {
    if (scope !== null) return scopeCodes(scope);
    if (id === 'INDICATOR') return indicatorCodes(flow);
    return id === 'REF_AREA' ? regions : fixedCodes(id as keyof typeof codeNames);
  };
  const ofDimensions = flows.flatMap((flow) =>
    flow.dimensions.map((dimension) => ({
      id: dimension.list,
      names: dimension.names,
      codes: codesOf(flow, dimension),
    })),
  );
  const ofAttributes = (['OBS_STATUS', 'SYNTHETIC'] as const).map((id) => ({
    id: `CL_${id}`,
    names: conceptNames[id],
    codes: fixedCodes(id),
  }));
  return [...new Map([...ofDimensions, ...ofAttributes].map((list) => [list.id, list])).values()].filter(
    ({ codes }) => codes.length > 0,
  );
}

export const codelistOf = ({ id, names, codes }: CodeList, locale: Locale) => ({
  ...maintained(id, names, locale),
  codes: codes.map(({ id: code, names: own, parent }) => ({
    id: code,
    ...named(own, locale),
    ...(parent === undefined ? {} : { parent }),
  })),
});

/** One scheme of all concepts that the flows' dimensions and attributes take their meaning from. */
export function conceptSchemeOf(flows: readonly Flow[], locale: Locale) {
  const concepts = new Map<string, Names>(Object.entries(conceptNames));
  for (const { id, names } of flows.flatMap(({ dimensions }) => dimensions)) concepts.set(id, names);
  return {
    ...maintained(CONCEPTS, { zh: '统计概念', en: 'Statistical concepts' }, locale),
    concepts: [...concepts].map(([id, names]) => ({ id, ...named(names, locale) })),
  };
}

export const structureMessage = (
  head: MessageHead,
  data: Readonly<Record<string, readonly object[]>>,
  locale: Locale,
) => ({
  meta: metaOf(head, SCHEMA, locale),
  data,
});
