/** Firms and other organisations of each place, made when an entry first asks for one. */
import type { Random } from '../random.ts';
import { creditCode, day, firmName, pick, uuid } from './names.ts';
import type { DemoEntry, DemoParty, DemoPlace } from './types.ts';

export interface FirmChoice {
  /** Firms that may not be chosen again; the chosen one is put there. */
  readonly taken: Set<string>;
  /** Only such as are above scale. */
  readonly scaled: boolean;
}

export interface Firms {
  readonly parties: DemoParty[];
  readonly entries: DemoEntry[];
  /** A firm of the place with these tags, a new one where none is free. */
  firm(place: DemoPlace, tags: readonly string[], choice: FirmChoice, random: Random): DemoParty;
  /** How many firms of the place have these tags so far. */
  count(place: DemoPlace, tags: readonly string[], scaled: boolean): number;
  /** A new firm with facts of its own. */
  found(place: DemoPlace, tags: readonly string[], facts: Readonly<Record<string, unknown>>, random: Random): DemoParty;
  /** An organisation of another kind, one of a few a place. */
  body(place: DemoPlace, kind: string, random: Random): DemoParty;
}

const BODIES: Readonly<Record<string, readonly [DemoParty['kind'], readonly string[]]>> = {
  government: ['government', ['经济和信息化局', '发展和改革局', '科学技术局']],
  institution: ['institution', ['甲子研究院', '乙丑学院', '丙寅实验室']],
  association: ['association', ['丁卯协会', '戊辰商会']],
  financier: ['financier', ['己巳基金', '庚午银行']],
  operator: ['operator', ['辛未运营', '壬申能源服务']],
};

export function makeFirms(pointIn: (place: DemoPlace, random: Random) => readonly [number, number]): Firms {
  const parties: DemoParty[] = [];
  const entries: DemoEntry[] = [];
  const pools = new Map<string, { readonly party: DemoParty; readonly scaled: boolean }[]>();
  const bodies = new Map<string, DemoParty>();
  const perPlace = new Map<string, number>();

  const among = (place: DemoPlace, tags: readonly string[], scaled: boolean) =>
    (pools.get(poolKey(place, tags)) ?? []).filter((one) => one.scaled || !scaled).map(({ party }) => party);
  const found: Firms['found'] = (place, tags, facts, random) => {
    const n = perPlace.get(place.code) ?? 0;
    perPlace.set(place.code, n + 1);
    const party: DemoParty = {
      id: uuid(random),
      kind: 'enterprise',
      name: firmName(place.short, n),
      uscc: creditCode(place.code, parties.length),
      region: place.code,
    };
    parties.push(party);
    const key = poolKey(place, tags);
    const values = {
      uscc: party.uscc,
      name: party.name,
      region: place.code,
      place: { type: 'Point', coordinates: pointIn(place, random) },
      'industry-code': '3670',
      'chain-role': pick(random, ['key-part', 'part']),
      'chain-tags': tags,
      'core-systems': [pick(random, ['battery', 'chassis', 'connected', 'electronics', 'light', 'thermal', 'drive'])],
      'established-on': day(random, '2003-01-01', '2024-12-31'),
      status: 'operating',
      ownership: 'private',
      ...facts,
      'above-scale': typeof facts['above-scale'] === 'boolean' ? facts['above-scale'] : random() < 0.5,
    };
    pools.set(key, [...(pools.get(key) ?? []), { party, scaled: values['above-scale'] }]);
    entries.push({ id: party.id, register: 'enterprises', region: place.code, state: 'active', values });
    return party;
  };

  return {
    parties,
    entries,
    found,
    firm: (place, tags, { taken, scaled }, random) => {
      const free = among(place, tags, scaled).filter(({ id }) => !taken.has(id));
      const firm =
        free.length > 0
          ? pick(random, free)
          : found(place, tags, { ...outside(tags), ...(scaled ? { 'above-scale': true } : {}) }, random);
      taken.add(firm.id);
      return firm;
    },
    count: (place, tags, scaled) => among(place, tags, scaled).length,
    body: (place, kind, random) => {
      const [made, names] = BODIES[kind] ?? BODIES.institution ?? ['institution', ['机构']];
      const name = `${place.short}${pick(random, names)}（演示）`;
      const known = bodies.get(`${made}|${name}|${place.code}`);
      if (known) return known;
      const party: DemoParty = { id: uuid(random), kind: made, name, uscc: null, region: place.code };
      bodies.set(`${made}|${name}|${place.code}`, party);
      parties.push(party);
      return party;
    },
  };
}

/** The story says how many parts makers there are: whoever is needed beyond them is none. */
const outside = (tags: readonly string[]): Record<string, unknown> =>
  tags.includes('icnev-parts') ? { 'chain-role': 'service', 'above-scale': false } : {};

const poolKey = (place: DemoPlace, tags: readonly string[]) => `${place.code}|${tags[0] ?? ''}`;
