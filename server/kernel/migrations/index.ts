import type { MigrationSet } from '../store/migrate.ts';
import * as core from './0001_core.ts';
import * as registers from './0002_registers.ts';
import * as measures from './0003_measures.ts';
import * as cases from './0004_cases.ts';
import * as newUnits from './0005_new_units.ts';
import * as currentFigures from './0006_current_figures.ts';

export const kernelMigrations: MigrationSet = {
  module: 'kernel',
  migrations: {
    '0001_core': core,
    '0002_registers': registers,
    '0003_measures': measures,
    '0004_cases': cases,
    '0005_new_units': newUnits,
    '0006_current_figures': currentFigures,
  },
};
