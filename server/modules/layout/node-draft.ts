import type { PlanLayoutRow } from '../plans/index.ts';
import type { Seat } from './seats.ts';
import { schematicShape } from './shape.ts';

/** What is known of regions: name, level and the divisions that a zone or group stands for. */
export interface KnownRegion {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly level: string;
  readonly parent: string | null;
  readonly members: readonly string[];
}

export interface NodeDraft {
  readonly values: Record<string, unknown>;
  /** Names in the plan that no region was found for. */
  readonly unknown: readonly string[];
}

/** Words of a pattern or role that say what a node is; the first that fits. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/引领|示范区/, 'leading'],
  [/顶梁柱/, 'pillar'],
  [/协同/, 'synergy'],
  [/走廊/, 'corridor'],
  [/两翼|[一二三四两]翼/, 'wing'],
  [/一?[核极](?![心])|核心/, 'core'],
  [/带/, 'belt'],
  [/湾/, 'bay'],
  [/多?点|基地|平台/, 'point'],
];

export function patternOf(role: string, name: string, pattern: string): string {
  // "产业带" of a role says more than "一湾一带" of the whole picture; the node's own name says least.
  for (const text of [role, name, pattern]) {
    const found = PATTERNS.find(([words]) => words.test(text));
    if (found) return found[1];
  }
  return 'zone';
}

/**
 * The nodes of a plan's layout as entries of the register. Names are matched within the plan's own region first. A node
 * that two patterns share has the pattern beside its name, so that the key stays one node's.
 */
export function draftNodes(
  plan: PlanLayoutRow,
  regions: ReadonlyMap<string, KnownRegion>,
  seats: ReadonlyMap<string, Seat>,
): NodeDraft[] {
  const seen = new Map<string, number>();
  for (const node of plan.layout.flatMap(({ nodes }) => nodes)) seen.set(node.name, (seen.get(node.name) ?? 0) + 1);
  return plan.layout.flatMap(({ pattern, nodes }) =>
    nodes.map((node, at): NodeDraft => {
      const found = node.places.map((place) => ({ place, region: regionNamed(place, plan.regionCode, regions) }));
      const places = found.flatMap(({ region }) => (region ? [region] : []));
      const divisions = [...new Set(places.flatMap((place) => divisionsOf(place, regions)))];
      const kind = patternOf(node.role, node.name, pattern);
      const shape = schematicShape(kind, seatsOf(places, divisions, seats));
      return {
        unknown: found.flatMap(({ place, region }) => (region ? [] : [place])),
        values: {
          plan: plan.id,
          name: (seen.get(node.name) ?? 0) > 1 ? `${node.name}（${pattern}）` : node.name,
          pattern: kind,
          order: Math.min(9, at + 1),
          regions: (divisions.length > 0 ? divisions : [plan.regionCode]).join(';'),
          region: places.length === 1 ? (places[0] as KnownRegion).code : plan.regionCode,
          role: node.role || pattern,
          passage: passageOf(plan, pattern, node),
          ...(plan.periodEnd ? { deadline: plan.periodEnd } : {}),
          ...(plan.periodStart && plan.periodEnd ? { period: `${plan.periodStart}..${plan.periodEnd}` } : {}),
          ...(shape ? { place: shape } : {}),
        },
      };
    }),
  );
}

function regionNamed(place: string, within: string, regions: ReadonlyMap<string, KnownRegion>): KnownRegion | null {
  const byCode = regions.get(place);
  if (byCode) return byCode;
  const named = [...regions.values()].filter(({ name, short }) => name === place || short === place);
  const inside = named.filter((region) => lineOf(region, regions).includes(within));
  return inside[0] ?? (named.length === 1 ? (named[0] ?? null) : null);
}

function lineOf(region: KnownRegion, regions: ReadonlyMap<string, KnownRegion>): string[] {
  const line: string[] = [];
  for (let now: KnownRegion | undefined = region; now; now = now.parent ? regions.get(now.parent) : undefined)
    line.push(now.code);
  return line;
}

/** A zone or group by the divisions that it stands for. */
function divisionsOf(region: KnownRegion, regions: ReadonlyMap<string, KnownRegion>): string[] {
  if (/^\d{6}$/.test(region.code)) return [region.code];
  if (region.members.length > 0) return [...region.members];
  const parent = region.parent ? regions.get(region.parent) : undefined;
  return parent ? divisionsOf(parent, regions) : [];
}

const seatsOf = (
  places: readonly KnownRegion[],
  divisions: readonly string[],
  seats: ReadonlyMap<string, Seat>,
): Seat[] => {
  const own = places.flatMap(({ code }) => seats.get(code) ?? []);
  return own.length === places.length && own.length > 0 ? own : divisions.flatMap((code) => seats.get(code) ?? []);
};

const SENTENCE = /[^。；！？\n]+[。；！？]?/g;

/** The sentence of the plan that names the node; of plans shipped as facts, without their text, the fact itself. */
function passageOf({ text }: PlanLayoutRow, pattern: string, { name, role }: { name: string; role: string }): string {
  const sentences = text?.match(SENTENCE) ?? [];
  const found =
    sentences.find((sentence) => sentence.includes(name) && role !== '' && sentence.includes(role.slice(0, 6))) ??
    sentences.find((sentence) => sentence.includes(name));
  return (found?.trim() ?? `${pattern}：${name}${role ? `，${role}` : ''}`).slice(0, 1000);
}
