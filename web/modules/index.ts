import type { WebModule } from '../shell/module.ts';
import { desk } from './desk/index.ts';
import { layout } from './layout/index.ts';
import { plans } from './plans/index.ts';
import { registers } from './registers/index.ts';
import { reports } from './reports/index.ts';
import { signals } from './signals/index.ts';
import { statistics } from './statistics/index.ts';
import { supervision } from './supervision/index.ts';
import { system } from './system/index.ts';

/** All modules that have pages, one line each. */
export const modules: readonly WebModule[] = [
  desk,
  signals,
  plans,
  layout,
  supervision,
  registers,
  reports,
  statistics,
  system,
];
