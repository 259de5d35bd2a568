import type { WebModule } from '../shell/module.ts';
import { plans } from './plans/index.ts';
import { statistics } from './statistics/index.ts';
import { system } from './system/index.ts';

/** All modules that have pages, one line each. */
export const modules: readonly WebModule[] = [plans, statistics, system];
