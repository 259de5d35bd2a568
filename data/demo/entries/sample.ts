/** Plausible values for any register, from its definition alone: what a recipe does not say itself. */
import { type CodeList, type Field, type RegisterDefinition, vinCheckDigit } from '@liannao/registers';
import type { Random } from '../random.ts';
import { cycleName, day, daysAfter, pick, whole } from './names.ts';

export interface SampleContext {
  readonly random: Random;
  readonly lists: ReadonlyMap<string, CodeList>;
  readonly region: string;
  /** Longitude and latitude in degrees, WGS 84. */
  readonly place: readonly [number, number];
  /** Last day that anything may have happened on. */
  readonly today: string;
  /** Running number of the entry within its register. */
  readonly n: number;
  /** An organisation of the kind that a field asks for. */
  readonly party: (kind: string) => string;
  /** An entry of another register; null where there is none yet. */
  readonly reference: (register: string) => string | null;
}

/** Values of all required fields and, where `fill` says so, of the others; never a file. */
export function sampleValues(
  definition: RegisterDefinition,
  context: SampleContext,
  fill: (field: Field) => boolean,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let last = day(context.random, '2019-03-01', '2024-12-31');
  for (const field of definition.fields) {
    const dated = field.type === 'date';
    if (dated && field.required) last = daysAfter(last, whole(context.random, 20, 160));
    if (field.type === 'file' || !(field.required || fill(field))) continue;
    const value = dated ? last : sampleOf(field, definition, context);
    if (value !== null) values[field.id] = field.many ? [value] : value;
  }
  for (const child of definition.children) values[child.id] = [];
  return values;
}

function sampleOf(field: Field, definition: RegisterDefinition, context: SampleContext): unknown {
  const { random } = context;
  switch (field.type) {
    case 'text':
      return textOf(field, definition, context);
    case 'code':
      return codeOf(field, context);
    case 'money':
      return whole(random, 20, 480) * 10;
    case 'number':
    case 'integer':
      return numberOf(field, random);
    case 'datetime':
      return `${day(random, '2024-01-01', context.today)}T09:00:00.000Z`;
    case 'date':
      return day(random, '2022-01-01', context.today);
    case 'month':
      return context.today.slice(0, 7);
    case 'year':
      return Number(context.today.slice(0, 4));
    case 'period':
      return '2021..2025';
    case 'boolean':
      return random() < 0.7;
    case 'region':
      return context.region;
    case 'party':
      return context.party(field.party ?? 'any');
    case 'reference':
      return context.reference(field.to ?? '');
    case 'place':
      return geometryOf(field, context);
    case 'file':
      return null;
  }
}

function codeOf(field: Field, { random, lists }: SampleContext): string {
  const list = lists.get(field.list ?? '');
  if (!list) throw new RangeError(`${field.id} names no list that there is: ${field.list}`);
  return pick(random, list.values).code;
}

/** Inside `0..100` and the like; otherwise a small whole number. */
function numberOf(field: Field, random: Random): number {
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)$/.exec(field.check ?? '');
  if (range) return whole(random, Math.ceil(Number(range[1])), Math.floor(Number(range[2])));
  return whole(random, 1, 90);
}

const NUMBERED = 1_000_000;

/** A text of each named format; numbers count up, so that keys never meet. */
const FORMATS: Readonly<Record<string, (n: number, context: SampleContext) => string>> = {
  vin: (n) => {
    const body = `LZYTDEM0000${String(n).padStart(6, '0')}`;
    return body.slice(0, 8) + vinCheckDigit(body) + body.slice(9);
  },
  divisions: (_, { region }) => region,
  gbt4754: () => '3670',
  'chain-node': () => 'NEV-01',
  'chain-gap': (n) => `GAP-${n}`,
  'project-code': (n, { region }) => `2025-${region}-36-03-${String(n).padStart(6, '0')}`,
  parcel: (n, { region }) => `${region}001001GB${String(n).padStart(5, '0')}`,
  patent: (n) => `PCT/CN2025/${String(n).padStart(6, '0')}`,
  ipc: () => 'B60L 50/60',
  ics: () => '43.120',
  hs: () => '8703.80',
  country: () => 'DE',
  phone: () => '0571-00000000',
  plate: (n) => `浙A·D${String(n % 100_000).padStart(5, '0')}`,
  bank: (n) => `6200000000${String(n).padStart(9, '0')}`,
  'power-account': (n) => String(3_300_000_000 + n),
  pressure: () => '70MPa',
  url: (n) => `https://example.org/${n}`,
  rule: () => 'revenue >= 2000',
  'plan-id': () => 'zhejiang-nev-action-plan',
  'task-id': (n) => `task-${n}`,
  passage: () => 'zhejiang-nev-action-plan:0-20',
};

function textOf(field: Field, definition: RegisterDefinition, context: SampleContext): string {
  const { n } = context;
  const format = field.format ? FORMATS[field.format] : undefined;
  if (format) return format(n, context);
  if (definition.key.includes(field.id)) {
    return field.id === definition.title
      ? `${cycleName(n)}${definition.zh}${n + 1}号`
      : `DEMO-${definition.id}-${NUMBERED + n}`;
  }
  return field.id === definition.title ? `${cycleName(n)}${definition.zh}` : `演示${field.zh}`;
}

/** A point, or a short line or a small square around it, as the field's shape asks. */
function geometryOf(field: Field, { place: [lon, lat] }: SampleContext): object {
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  const at = (dx: number, dy: number) => [round(lon + dx), round(lat + dy)];
  if (field.shape === 'line') return { type: 'LineString', coordinates: [at(-0.03, -0.01), at(0, 0), at(0.03, 0.02)] };
  if (field.shape === 'polygon')
    return {
      type: 'Polygon',
      coordinates: [[at(-0.01, -0.01), at(0.01, -0.01), at(0.01, 0.01), at(-0.01, 0.01), at(-0.01, -0.01)]],
    };
  return { type: 'Point', coordinates: at(0, 0) };
}
