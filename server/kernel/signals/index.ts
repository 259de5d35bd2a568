export { type Checked, checkSignals, lastChecked } from './check.ts';
export { listSignals } from './list.ts';
export { countSignals, type SignalFilter } from './queries.ts';
export { type KnownRule, signalRules, useSignalRules } from './registry.ts';
