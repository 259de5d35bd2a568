/** Invented firms, 演示企业, and how busy each is month by month. Pure: the same seed gives the same firms. */
import { around, type Random, randomFor } from '../random.ts';
import type { EventKind, Firm, Pace, Segment } from './types.ts';

const SEGMENTS: readonly (readonly [Segment, number])[] = [
  ['maker', 0.05],
  ['battery', 0.07],
  ['electronics', 0.15],
  ['material', 0.1],
  ['parts', 1],
];

/** A firm of the segment given, or of one drawn. */
export function makeFirm(seed: number, name: string, given?: Segment): Firm {
  const random = randomFor(seed, `firm ${name}`);
  const segment = given ?? drawSegment(random);
  const isMaker = segment === 'maker';
  const scale = Math.exp(gauss(random) * 0.9);
  const output = Math.round((isMaker ? 260_000 : 14_000) * scale);
  const perHead = (isMaker ? 160 : 75) * around(random, 0.35);
  const staff = Math.max(25, Math.round(output / perHead));
  const powerPerOutput = (segment === 'material' ? 55 : segment === 'battery' ? 40 : 22) * around(random, 0.4);
  return {
    name,
    segment,
    output,
    trend: 1.07 * around(random, 0.12),
    swing: (scale > 2 ? 0.035 : 0.06) * around(random, 0.4),
    staff,
    wage: 7.6 * around(random, 0.25),
    idlePower: Math.round(output * powerPerOutput * 0.25),
    powerPerOutput: powerPerOutput * 0.75,
    costShare: 0.83 * around(random, 0.06),
    exportShare: random() < 0.45 ? 0 : random() * 0.5,
    nevShare: random() * 0.6,
    nevGain: 0.02 + random() * 0.07,
    manufacturingShare: random() < 0.6 ? 1 : 0.8 + random() * 0.2,
    vehiclePrice: isMaker ? Math.round(125 * around(random, 0.4)) : 0,
    commercialShare: random() < 0.6 ? 0 : random(),
  };
}

function drawSegment(random: Random): Segment {
  let point = random();
  for (const [segment, share] of SEGMENTS) {
    if (point < share) return segment;
    point -= share;
  }
  return 'parts';
}

/** Normal with mean 0 and deviation 1 (Box and Muller). */
export const gauss = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Month and day of the Spring Festival. */
const SPRING_FESTIVAL: Readonly<Record<number, readonly [number, number]>> = {
  2021: [2, 12],
  2022: [2, 1],
  2023: [1, 22],
  2024: [2, 10],
  2025: [1, 29],
  2026: [2, 17],
};
const MONTHS = [1, 1, 1.06, 1, 1.01, 1.07, 0.96, 0.98, 1.06, 1, 1.06, 1.1];
const DAY = 86_400_000;

/**
 * Of a month's usual work, what is done: the ends of quarters are busy, and work is down from about four days before to
 * fifteen after the Spring Festival (statistics-conventions 2.2).
 */
export function seasonOf(year: number, month: number): number {
  const usual = MONTHS[month - 1] ?? 1;
  const festival = SPRING_FESTIVAL[year];
  if (!festival) return usual;
  const day = Date.UTC(year, festival[0] - 1, festival[1]);
  const start = Date.UTC(year, month - 1, 1);
  const end = Date.UTC(year, month, 1);
  const idle = Math.max(0, Math.min(end, day + 16 * DAY) - Math.max(start, day - 4 * DAY));
  return usual * (1 - (0.62 * idle) / (end - start));
}

/** How many firms of a hundred have each within four years. */
const EVENTS: readonly (readonly [EventKind, number])[] = [
  ['new-plant', 8],
  ['halt', 14],
  ['rush-order', 12],
  ['stopped', 2],
];

/** `count` months from January of `from` on. */
export function paceOf(seed: number, firm: Firm, from: number, count: number): Pace[] {
  const random = randomFor(seed, `pace ${firm.name}`);
  const events = new Map<number, { kind: EventKind; factor: number; size: number }>();
  for (const [kind, share] of EVENTS) {
    if (random() * 100 >= share) continue;
    const at = 3 + Math.floor(random() * (count - 4));
    if (kind === 'new-plant') {
      const step = 1.3 + random() * 0.6;
      for (let i = at; i < count; i += 1) events.set(i, { kind, factor: step, size: 1 + (step - 1) * 0.8 });
    } else if (kind === 'stopped') for (let i = 0; i < 2; i += 1) events.set(at + i, { kind, factor: 0, size: 0.4 });
    else events.set(at, { kind, factor: kind === 'halt' ? 0.35 + random() * 0.2 : 1.5 + random() * 0.3, size: 1 });
  }
  const paces: Pace[] = [];
  let drift = 0;
  let size = 1;
  for (let i = 0; i < count; i += 1) {
    const year = from + Math.floor(i / 12);
    const month = (i % 12) + 1;
    const event = events.get(i);
    drift = drift * 0.6 + gauss(random) * firm.swing;
    const level = firm.trend ** (i / 12);
    size = size * 0.7 + level ** 0.5 * (event?.size ?? 1) * 0.3;
    paces.push({
      year,
      month,
      output: level * seasonOf(year, month) * Math.exp(drift) * (event?.factor ?? 1),
      size: event?.kind === 'stopped' ? size * 0.4 : size,
      event: event?.kind ?? null,
    });
  }
  return paces;
}
