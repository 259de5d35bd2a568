import type { PartyKind } from '@liannao/registers';

/** An organisation that entries speak of. A firm's entry in the enterprise register has the same id. */
export interface DemoParty {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly uscc: string | null;
  readonly region: string;
}

/** An entry as it is stored: values by field id. */
export interface DemoEntry {
  readonly id: string;
  readonly register: string;
  readonly region: string;
  readonly state: string | null;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface DemoPlace {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly level: string;
  readonly parent: string | null;
}

export interface DemoRegisters {
  readonly parties: readonly DemoParty[];
  /** In an order in which each entry comes after those that it refers to. */
  readonly entries: readonly DemoEntry[];
}
