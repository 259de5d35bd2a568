import { sql } from 'kysely';
import type { Tx } from '../../../kernel/access/actor.ts';
import { loadRegisters } from '../../../kernel/registers/index.ts';

/**
 * By region, the indicators that a register is told to count there since a month not after this one: where a register
 * leads, a form's sum does not speak against it.
 */
export async function ledIndicators(
  tx: Tx,
  regions: readonly string[],
  lastMonth: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await sql<{ register: string; region: string }>`
    select l.register_id as register, c.descendant as region from register_lead l
    join region_closure c on c.ancestor = l.region_code
    where c.descendant = any(${regions}::text[]) and l.since <= ${lastMonth}`.execute(tx);
  if (rows.length === 0) return new Map();
  const { registers } = await loadRegisters(tx);
  const led = new Map<string, Set<string>>();
  for (const { register, region } of rows) {
    const codes = registers.get(register)?.definition.indicators.map(({ code }) => code) ?? [];
    led.set(region, new Set([...(led.get(region) ?? []), ...codes]));
  }
  return led;
}
