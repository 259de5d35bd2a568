import type { Module } from '../kernel/module.ts';
import { cockpit } from './cockpit/index.ts';
import { plans } from './plans/index.ts';
import { statistics } from './statistics/index.ts';

/** Every module that there is; one line each. The order is the order of their migrations. */
export const modules: readonly Module[] = [statistics, plans, cockpit];
