export { checkSignals } from './check.ts';
export { listSignals } from './list.ts';
export { signalRules, useSignalRules } from './registry.ts';
