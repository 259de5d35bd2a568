/**
 * Dataflows and their dimensions, made out of the catalogue: one flow a group of indicators, its key the same five
 * dimensions, the basis, and whatever the group's indicators are cut by. Pure.
 */
import { type Catalogue, type Indicator, indicatorTitle } from '../catalogue.ts';
import { dimensionWords, membersOf, memberWords } from '../model-scope.ts';
import { dimensionId, memberCode } from './codes.ts';
import { codeNames, conceptNames, groupName, type Names, scopeCodeNames } from './text.ts';

export const AGENCY = 'LIANNAO';
export const VERSION = '1.0.0';

export interface Code {
  readonly id: string;
  readonly names: Names;
  readonly parent?: string;
}

export interface FlowDimension {
  readonly id: string;
  readonly names: Names;
  /** Id of the code list. */
  readonly list: string;
  /** Scope dimension of the catalogue; null of the fixed ones. */
  readonly scope: string | null;
}

export interface Flow {
  readonly id: string;
  readonly group: string;
  readonly names: Names;
  readonly indicators: readonly Indicator[];
  /** In the order of the key, without TIME_PERIOD. */
  readonly dimensions: readonly FlowDimension[];
}

const FIXED = ['FREQ', 'INDICATOR', 'REF_AREA', 'ACC', 'STOCK', 'BASIS'] as const;

/** By id. A group is a flow whether or not figures of it have been released: a structure does not come and go. */
export function flowsOf(catalogue: Catalogue): ReadonlyMap<string, Flow> {
  const groups = Map.groupBy(catalogue.values(), ({ group }) => group);
  const flows = [...groups].map(([group, indicators]): Flow => {
    const id = dimensionId(group).replaceAll('-', '_');
    const cut = new Set(indicators.flatMap(({ scopeDimensions }) => scopeDimensions));
    const scoped = [...cut].filter((name) => !['region', 'basis', 'period'].includes(name)).sort();
    return {
      id,
      group,
      names: groupName(group),
      indicators: indicators.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      dimensions: [
        ...FIXED.map((name) => ({
          id: name,
          names: conceptNames[name],
          list: name === 'INDICATOR' ? `CL_INDICATOR_${id}` : name === 'REF_AREA' ? 'CL_AREA' : `CL_${name}`,
          scope: null,
        })),
        ...scoped.map((name) => ({
          id: dimensionId(name),
          names: { zh: dimensionWords(name, 'zh'), en: dimensionWords(name, 'en') },
          list: `CL_${dimensionId(name)}`,
          scope: name,
        })),
      ],
    };
  });
  return new Map(flows.sort((a, b) => (a.id < b.id ? -1 : 1)).map((flow) => [flow.id, flow]));
}

export const indicatorCodes = (flow: Flow): Code[] =>
  flow.indicators.map((indicator) => ({
    id: memberCode(indicator.code),
    names: { zh: indicatorTitle(indicator, 'zh'), en: indicatorTitle(indicator, 'en') },
  }));

/** Of a scope dimension: the members that have a name; entries of registers are codes that only the figures name. */
export const scopeCodes = (dimension: string): Code[] => [
  ...Object.entries(scopeCodeNames).map(([id, names]) => ({ id, names })),
  ...membersOf(dimension).map((member) => ({ id: memberCode(member), names: memberNames(dimension, member) })),
];

export const memberNames = (dimension: string, member: string): Names => ({
  zh: memberWords(dimension, member, 'zh'),
  en: memberWords(dimension, member, 'en'),
});

export const fixedCodes = (list: keyof typeof codeNames): Code[] =>
  Object.entries(codeNames[list]).map(([id, names]) => ({ id, names: names as Names }));
