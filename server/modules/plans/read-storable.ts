import { type PlanReading, type ReadPlanOptions, readPlan } from '@liannao/plan-reader';

/**
 * A reading as the store can hold it: a date that no calendar has is none (2023年2月30日), a number beyond all numbers is
 * left out. Pure.
 */
export function readStorable(text: string, options: ReadPlanOptions): PlanReading {
  const reading = readPlan(text, options);
  return {
    ...reading,
    document: { ...reading.document, effectiveFrom: realDate(reading.document.effectiveFrom) },
    targets: reading.targets.filter(
      ({ value, valueMax }) => Number.isFinite(value) && (valueMax === null || Number.isFinite(valueMax)),
    ),
  };
}

function realDate(text: string | null): string | null {
  const date = text === null ? Number.NaN : Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(date) && new Date(date).toISOString().slice(0, 10) === text ? text : null;
}
