/** Default limits of the checks. statistics-conventions 11 (12, 15, 16, 18, 20, 22) and 4.3; each may be set otherwise. */
import type { CheckParameters } from './check-types.ts';

/**
 * unconfirmed: `flatElectricity`, `profitGap` and `revenuePerHeadRange` are our own choice; the conventions name the
 * checks without a limit.
 */
export const defaultCheckParameters: CheckParameters = {
  outlierScore: 3.5,
  unitSlipRatios: [10, 1000],
  priceRange: 3,
  salesRatio: [70, 130],
  utilisation: [110, 130],
  suspectGrowth: 1000,
  outputFall: 50,
  flatElectricity: 10,
  profitGap: 5,
  revenuePerHeadRange: 5,
};
