import { industryScope } from '../scope.ts';
import type { CapacityBasis, CapacityKind } from './model.ts';

/** Catalogue codes of output and capacity, and the scope dimension by which segments are told apart. */
interface Codes {
  readonly output: string;
  readonly capacity: Readonly<Partial<Record<CapacityBasis, string>>>;
  readonly segment: 'product' | 'industry';
  /** Where the forms ask of certain firms alone: the scope of what they bring, an asked segment put in its place. */
  readonly usual?: Readonly<Record<string, string>>;
}

export const capacityCodes: Readonly<Record<CapacityKind, Codes>> = {
  vehicle: {
    output: 'vehicle-output',
    capacity: {
      available: 'vehicle-capacity-available',
      approved: 'vehicle-capacity-approved',
      built: 'vehicle-capacity-built',
      usable: 'vehicle-capacity-usable',
    },
    segment: 'product',
  },
  battery: {
    output: 'battery-output',
    capacity: { available: 'battery-capacity-available', built: 'battery-capacity-built' },
    segment: 'product',
  },
  value: {
    output: 'gross-output-value',
    capacity: { available: 'industry-capacity-value' },
    segment: 'industry',
    usual: industryScope,
  },
};

/** A stock of a year (批复, 建成, 有效), of which a period has its months' share; or what was available in the period. */
export const isYearly = (basis: CapacityBasis): boolean => basis !== 'available';
