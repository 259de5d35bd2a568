import type { Module } from '../kernel/module.ts';
import { charging } from './charging/index.ts';
import { cockpit } from './cockpit/index.ts';
import { enterprises } from './enterprises/index.ts';
import { governance } from './governance/index.ts';
import { green } from './green/index.ts';
import { innovation } from './innovation/index.ts';
import { layout } from './layout/index.ts';
import { matching } from './matching/index.ts';
import { plans } from './plans/index.ts';
import { projects } from './projects/index.ts';
import { reports } from './reports/index.ts';
import { roads } from './roads/index.ts';
import { statistics } from './statistics/index.ts';
import { supervision } from './supervision/index.ts';
import { support } from './support/index.ts';

/** Every module that there is; one line each. The order is the order of their migrations. */
export const modules: readonly Module[] = [
  statistics,
  plans,
  cockpit,
  layout,
  supervision,
  enterprises,
  projects,
  innovation,
  support,
  matching,
  charging,
  roads,
  green,
  governance,
  reports,
];
