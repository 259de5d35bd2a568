/** What a firm's books say in a month, row by row of the forms. Every relation of the forms holds by construction. */
import { around, type Random } from '../random.ts';
import type { Books, Firm, Pace } from './types.ts';

/** What may be given from outside, so that firms add up to a figure that is there already; 千元. */
export interface Given {
  readonly output?: number;
  /** Revenue of vehicle manufacturing. */
  readonly manufacturing?: number;
}

const share = (whole: number, part: number) => Math.min(whole, Math.max(0, Math.round(whole * part)));

/** Rows of the form `industry-monthly`; 千元, 人, 千瓦时. */
export function industryBooks(firm: Firm, pace: Pace, random: Random, given: Given = {}): Books {
  const output = given.output ?? Math.round(firm.output * pace.output);
  const years = pace.year - 2022 + pace.month / 12;
  const making = firm.segment === 'maker' ? share(output, 0.93) : 0;
  const parts = firm.segment === 'maker' ? output - making : share(output, firm.segment === 'material' ? 0.55 : 1);
  const nevShare = Math.min(0.97, firm.nevShare + firm.nevGain * years) * around(random, 0.04);
  const sales = Math.round(output * 0.985 * around(random, 0.035));
  const manufacturing = given.manufacturing ?? share(Math.round(sales * 1.03 * around(random, 0.015)), 0.99);
  const revenue = Math.round(manufacturing / firm.manufacturingShare);
  const partsRevenue = share(revenue, output === 0 ? 0 : (parts / output) * 0.96);
  const cost = share(revenue, firm.costShare * around(random, 0.012));
  const surcharges = share(revenue, 0.006 * around(random, 0.1));
  const margin = revenue - cost - surcharges;
  // a firm that makes nothing still pays its office
  const fees = share(margin, 0.55 + (random() - 0.5) * 0.24) + (output === 0 ? Math.round(firm.staff * 2) : 0);
  const staff = Math.max(1, Math.round(firm.staff * pace.size));
  const bonus = pace.month === 1 ? 1.35 : pace.month === 12 ? 1.2 : 1;
  const power = firm.idlePower * pace.size + output * firm.powerPerOutput;
  return {
    '01': output,
    '02': making,
    '03': parts,
    ...(firm.segment === 'battery' ? { '04': share(parts, 0.92) } : {}),
    ...(firm.segment === 'electronics' ? { '05': share(parts, 0.94) } : {}),
    '06': share(output, nevShare),
    '07': sales,
    '08': share(sales, firm.exportShare * around(random, 0.12)),
    '11': revenue,
    '12': Math.min(manufacturing, revenue),
    '13': partsRevenue,
    ...(firm.segment === 'battery' ? { '14': share(partsRevenue, 0.92) } : {}),
    ...(firm.segment === 'electronics' ? { '15': share(partsRevenue, 0.94) } : {}),
    '16': cost,
    '19': surcharges,
    '20': fees,
    '17': margin - fees,
    '18': share(revenue, 0.028 * around(random, 0.2)),
    '21': staff,
    '22': Math.round(staff * firm.wage * bonus * around(random, 0.03)),
    '23': Math.round(power * around(random, 0.03)),
  };
}

/** Vehicles of a month; what is not given is drawn. */
export interface Vehicles {
  readonly output: number;
  readonly nev: number;
  readonly sales: number;
  readonly nevSales: number;
  readonly nevExports: number;
}

export function drawVehicles(firm: Firm, pace: Pace, random: Random): Vehicles {
  const output = Math.round((firm.output * pace.output * 0.93) / firm.vehiclePrice);
  const years = pace.year - 2022 + pace.month / 12;
  const nevShare = Math.min(0.97, firm.nevShare + firm.nevGain * years);
  const nev = share(output, nevShare * around(random, 0.04));
  const nevSales = Math.round(nev * 0.985 * around(random, 0.03));
  const otherSales = Math.round((output - nev) * 0.985 * around(random, 0.03));
  const nevExports = share(nevSales, firm.exportShare * 0.8 * around(random, 0.1));
  return { output, nev, sales: nevSales + otherSales, nevSales, nevExports };
}

/** Rows of the form `vehicle-monthly`; 辆. The stock goes on from `opening`. */
export function vehicleBooks(firm: Firm, made: Vehicles, opening: number, random: Random): Books {
  const commercial = share(made.output, firm.commercialShare * around(random, 0.03));
  const soldCommercial = share(made.sales, firm.commercialShare * around(random, 0.03));
  const special = share(commercial, 0.12);
  const bus = share(commercial, 0.2);
  const bev = share(made.nev, 0.72 * around(random, 0.05));
  const fcev = share(made.nev - bev, firm.commercialShare > 0 ? 0.02 : 0);
  const soldBev = share(made.nevSales, 0.72 * around(random, 0.05));
  const soldFcev = share(made.nevSales - soldBev, firm.commercialShare > 0 ? 0.02 : 0);
  const otherExports = share(made.sales - made.nevSales, firm.exportShare * around(random, 0.1));
  const used = made.output === 0 ? 0 : Math.round(random() * 4);
  return {
    '01': made.output,
    '02': made.output - commercial,
    '03': commercial,
    '04': bus,
    '05': commercial - bus,
    '06': special,
    '11': made.nev,
    '12': bev,
    '13': made.nev - bev - fcev,
    '14': fcev,
    '21': made.sales,
    '22': made.sales - soldCommercial,
    '23': soldCommercial,
    '31': made.nevSales,
    '32': soldBev,
    '33': made.nevSales - soldBev - soldFcev,
    '34': soldFcev,
    '41': made.nevExports + otherExports,
    '42': made.nevExports,
    '51': opening,
    '52': used,
    '53': opening + made.output - made.sales - used,
  };
}
