import { type Period, periodCode } from '@liannao/statistics';
import { cutsOf, monthsOf, namesOf } from './periods.ts';

/** A period, once in a calculation: told apart by its number, so that nothing is spelled out for each of many cells. */
export interface Slot {
  readonly no: number;
  readonly code: string;
  readonly period: Period;
}

export interface Calendar {
  readonly slots: readonly Slot[];
  readonly slot: (period: Period) => Slot;
  /** Under which a figure may be stored, the period itself first. */
  readonly names: (slot: Slot, isStock: boolean) => readonly Slot[];
  readonly cuts: (slot: Slot) => readonly (readonly Slot[])[];
  readonly months: (slot: Slot) => readonly Slot[];
}

export function makeCalendar(): Calendar {
  const slots: Slot[] = [];
  const byCode = new Map<string, Slot>();
  const slot = (period: Period): Slot => {
    const code = periodCode(period);
    let found = byCode.get(code);
    if (!found) {
      found = { no: slots.length, code, period };
      slots.push(found);
      byCode.set(code, found);
    }
    return found;
  };
  const once = <T>(make: (slot: Slot) => T) => {
    const made: T[] = [];
    return (of: Slot): T => {
      made[of.no] ??= make(of);
      return made[of.no] as T;
    };
  };
  const flowNames = once(({ period }) => namesOf(period, false).map(slot));
  const stockNames = once(({ period }) => namesOf(period, true).map(slot));
  return {
    slots,
    slot,
    names: (of, isStock) => (isStock ? stockNames(of) : flowNames(of)),
    cuts: once(({ period }) => cutsOf(period).map((cut) => cut.map(slot))),
    months: once(({ period }) => monthsOf(period).map(slot)),
  };
}
