import type { Tx } from '../access/actor.ts';
import type { SignalRule } from './contract.ts';

/** A rule and the module whose it is. */
export interface KnownRule {
  readonly module: string;
  readonly rule: SignalRule;
}

type Source = (tx: Tx) => Promise<readonly KnownRule[]>;

/** Filled once by the composition: the modules' rules, and those that the registers in force declare. */
let source: Source = async () => [];

export function useSignalRules(rules: Source): void {
  source = rules;
}

export const signalRules = (tx: Tx): Promise<readonly KnownRule[]> => source(tx);
