import { inputConcentration } from './concentration.ts';
import type { ChainGraph } from './types.ts';

/** Chain model, section 4. */
export interface DirectDependence {
  readonly class: string;
  /** One supplier; one with 80 % and more; or fewer than 1.5 suppliers in effect. */
  readonly kind: 'single' | 'near-single' | 'concentrated';
  readonly top: string;
  readonly topShare: number;
  readonly effective: number;
}

const NEAR_SINGLE = 0.8;
const FEW_IN_EFFECT = 1.5;

/** Essential inputs of a firm that hang on one supplier (or owner group). */
export function directDependence(graph: ChainGraph, firm: number): DirectDependence[] {
  return inputConcentration(graph, firm).flatMap(({ class: code, top, topShare, effective, suppliers }) => {
    const kind =
      suppliers === 1
        ? 'single'
        : topShare >= NEAR_SINGLE
          ? 'near-single'
          : effective < FEW_IN_EFFECT
            ? 'concentrated'
            : null;
    return code === null || kind === null ? [] : [{ class: code, kind, top, topShare, effective }];
  });
}

export interface StopRunner {
  /**
   * Lines that stand still for good when a firm is gone: an essential group without any living supplier stops its customer,
   * and so on. Its own lines come first; good until the next call.
   */
  readonly stopped: (firm: number) => Uint32Array;
}

/** AND over essential groups, OR within one; circles of living firms live (greatest fixed point). Linear in what stops. */
export function stopRunner({ arrays }: ChainGraph): StopRunner {
  const { units, groups, firmStart, groupLink, groupClass, groupUnit, outStart, outGroup } = arrays;
  const queue = new Uint32Array(units);
  const dead = new Uint32Array(units);
  const gone = new Uint32Array(groups);
  const goneAt = new Uint32Array(groups);
  let stamp = 0;
  return {
    stopped: (firm) => {
      if (++stamp === 0xffffffff) {
        dead.fill(0);
        goneAt.fill(0);
        stamp = 1;
      }
      let count = 0;
      const stop = (unit: number) => {
        if (dead[unit] === stamp) return;
        dead[unit] = stamp;
        queue[count++] = unit;
      };
      for (let unit = firmStart[firm] as number; unit < (firmStart[firm + 1] as number); unit++) stop(unit);
      for (let at = 0; at < count; at++) {
        const unit = queue[at] as number;
        for (let link = outStart[unit] as number; link < (outStart[unit + 1] as number); link++) {
          const group = outGroup[link] as number;
          if ((groupClass[group] as number) < 0) continue;
          if (goneAt[group] !== stamp) {
            goneAt[group] = stamp;
            gone[group] = 0;
          }
          gone[group] = (gone[group] as number) + 1;
          const suppliers = (groupLink[group + 1] as number) - (groupLink[group] as number);
          if (gone[group] === suppliers) stop(groupUnit[group] as number);
        }
      }
      return queue.subarray(0, count);
    },
  };
}

export interface SoleSource {
  readonly id: string;
  /** The only supplier of an essential input of the firm itself, or of one further up only. */
  readonly kind: 'direct' | 'hidden';
}

export interface SoleSources {
  readonly sources: readonly SoleSource[];
  /** The firm has no recorded inputs: nothing can be said of what is behind it. */
  readonly depthUnknown: boolean;
}

/** All firms whose loss stops `firm` for good, by id. Tries each firm upstream of it along essential inputs. */
export function soleSources(graph: ChainGraph, firm: number): SoleSources {
  const { firmStart, inStart, groupStart, groupLink, groupClass, inSupplier } = graph.arrays;
  const lines = { first: firmStart[firm] as number, end: firmStart[firm + 1] as number };
  const upstream = new Set<number>([firm]);
  const only = new Set<number>();
  for (const at of upstream) {
    for (let unit = firmStart[at] as number; unit < (firmStart[at + 1] as number); unit++) {
      for (let group = groupStart[unit] as number; group < (groupStart[unit + 1] as number); group++) {
        if ((groupClass[group] as number) < 0) continue;
        const suppliers = new Set<number>();
        for (let link = groupLink[group] as number; link < (groupLink[group + 1] as number); link++) {
          suppliers.add(graph.firmOf[inSupplier[link] as number] as number);
        }
        for (const supplier of suppliers) upstream.add(supplier);
        if (at === firm && suppliers.size === 1) for (const supplier of suppliers) only.add(supplier);
      }
    }
  }
  upstream.delete(firm);
  const runner = stopRunner(graph);
  const sources = [...upstream]
    .filter((candidate) => runner.stopped(candidate).some((unit) => unit >= lines.first && unit < lines.end))
    .map(
      (source): SoleSource => ({
        id: graph.ids[source] as string,
        kind: only.has(source) ? 'direct' : 'hidden',
      }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return { sources, depthUnknown: inStart[lines.first] === inStart[lines.end] };
}

export interface CoLocated {
  readonly class: string;
  readonly suppliers: readonly string[];
  /** All in one county, or none further from another than the radius. */
  readonly by: 'county' | 'distance';
}

export interface Place {
  readonly latitudeWgs84: number;
  readonly longitudeWgs84: number;
}

/** Digits of a region's code that name a county. */
const COUNTY_DIGITS = 6;

/** Essential inputs of a firm whose suppliers, two or more, are all in one place. A place that is unknown proves nothing. */
export function coLocated(
  graph: ChainGraph,
  firm: number,
  { placeOf = () => null, radiusKm = 50 }: { placeOf?: (firm: number) => Place | null; radiusKm?: number } = {},
): CoLocated[] {
  const { firmStart, groupStart, groupLink, groupClass, inSupplier } = graph.arrays;
  const found = new Map<string, CoLocated>();
  for (let unit = firmStart[firm] as number; unit < (firmStart[firm + 1] as number); unit++) {
    for (let group = groupStart[unit] as number; group < (groupStart[unit + 1] as number); group++) {
      const number = groupClass[group] as number;
      if (number < 0) continue;
      const links = inSupplier.subarray(groupLink[group], groupLink[group + 1]);
      const suppliers = [...new Set(Array.from(links, (supplier) => graph.firmOf[supplier] as number))];
      if (suppliers.length < 2) continue;
      const counties = new Set(suppliers.map((one) => (graph.regions[one] ?? '').slice(0, COUNTY_DIGITS)));
      const [county = ''] = counties;
      const places = suppliers.map(placeOf);
      const by =
        counties.size === 1 && county.length === COUNTY_DIGITS
          ? 'county'
          : places.every((place) => place !== null) && allWithin(places, radiusKm)
            ? 'distance'
            : null;
      const code = graph.classCodes[number] as string;
      if (by) found.set(code, { class: code, suppliers: suppliers.map((one) => graph.ids[one] as string).sort(), by });
    }
  }
  return [...found.values()];
}

const allWithin = (places: readonly Place[], radiusKm: number) =>
  places.every((one, at) => places.slice(at + 1).every((other) => distanceKm(one, other) <= radiusKm));

const EARTH_RADIUS_KM = 6371;

/** Great-circle distance (haversine). */
function distanceKm(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const across = radians(other.latitudeWgs84 - one.latitudeWgs84);
  const along = radians(other.longitudeWgs84 - one.longitudeWgs84);
  const chord =
    Math.sin(across / 2) ** 2 +
    Math.cos(radians(one.latitudeWgs84)) * Math.cos(radians(other.latitudeWgs84)) * Math.sin(along / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
