/** Chongqing's parts makers, firm by firm: every indicator of the enterprise register there adds up to the story. */
import { randomFor } from '../random.ts';
import type { Making } from './generate.ts';
import { day } from './names.ts';
import type { DemoPlace } from './types.ts';

const CHONGQING = '500000';
const SCOPE = { industry: 'icnev-parts' } as const;
const TAGS = ['icnev-parts', 'nev-chain', 'auto-parts', 'auto-industry'];

export function foundPartsMakers(making: Making): void {
  if (!making.definitions.has('enterprises')) return;
  const { told, today } = making;
  const random = randomFor(making.input.seed, 'parts makers');
  const thisYear = `${today.slice(0, 4)}-01-05`;
  const left = {
    introduced: told('enterprises-introduced', SCOPE, CHONGQING),
    crossed: told('cross-industry-enterprises', SCOPE, CHONGQING),
    transformed: told('enterprises-transformed', SCOPE, CHONGQING),
    listed: told('listed-companies', SCOPE, CHONGQING),
  };
  for (const place of making.countiesOf(CHONGQING)) {
    const count = told('parts-enterprises', SCOPE, place.code);
    const scaled = told('above-scale-enterprises', SCOPE, place.code);
    const entered = told('enterprises-entered', SCOPE, place.code);
    for (let i = 0; i < count; i += 1) {
      const isNew = i < entered;
      making.firms.found(
        place,
        TAGS,
        { ...entry(isNew), ...before(isNew), 'above-scale': i >= count - scaled },
        random,
      );
    }
    // Those who came and are gone: more entered than there are.
    for (let i = count; i < entered; i += 1)
      making.firms.found(
        place as DemoPlace,
        TAGS,
        { ...entry(true), 'chain-role': 'service', 'above-scale': false },
        random,
      );
  }

  function entry(isNew: boolean): Record<string, unknown> {
    if (!isNew) return {};
    const date = day(random, thisYear, today);
    if (left.introduced > 0) {
      left.introduced -= 1;
      return { 'entered-on': date, 'entry-way': 'introduced', 'origin-auto': true };
    }
    if (left.crossed > 0) {
      left.crossed -= 1;
      return { 'entered-on': date, 'entry-way': 'cross-industry', 'origin-auto': false };
    }
    return { 'entered-on': date, 'entry-way': 'established', 'origin-auto': true };
  }

  function before(isNew: boolean): Record<string, unknown> {
    if (isNew) return {};
    if (left.transformed > 0) {
      left.transformed -= 1;
      return { 'origin-auto': true, 'transform-status': 'transformed', 'transformed-on': day(random, thisYear, today) };
    }
    if (left.listed > 0) {
      left.listed -= 1;
      return { listing: 'main' };
    }
    return {};
  }
}
