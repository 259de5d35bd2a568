import * as plans from './0001_plans.ts';

export const migrations = { '0001_plans': plans };
