/** Output and capacity are held against each other in one and the same scope. Pure. */
import { scopeKey } from '../../../kernel/observation/scope.ts';
import type { Catalogue } from '../catalogue.ts';
import { withinDimensions } from '../scope.ts';
import { capacityCodes } from './codes.ts';
import type { CapacityKind } from './model.ts';
import type { CapacityRow } from './queries.ts';

/** Scope keys of output and of capacity. */
type ScopePair = readonly [output: string, capacity: string];

interface Asked {
  readonly kind: CapacityKind;
  readonly capacityCode: string;
  readonly segment?: string | undefined;
}

/** In which scopes figures are looked for, the first first: as asked, else as the forms bring them. */
export function scopesOf({ kind, capacityCode, segment }: Asked, catalogue: Catalogue): ScopePair[] {
  const codes = capacityCodes[kind];
  const asked: Readonly<Record<string, string>> = segment === undefined ? {} : { [codes.segment]: segment };
  const keyIn = (code: string, scope: Readonly<Record<string, string>>) =>
    scopeKey(withinDimensions(scope, catalogue.get(code)?.scopeDimensions ?? []));
  return [asked, ...(codes.usual ? [{ ...codes.usual, ...asked }] : [])].map((scope) => [
    keyIn(codes.output, scope),
    keyIn(capacityCode, scope),
  ]);
}

/** The same as lists that stand beside one another, for the queries. */
export const wantedIn = (scopes: readonly ScopePair[], outputCode: string, capacityCode: string) => ({
  codes: scopes.flatMap(() => [outputCode, capacityCode]),
  scopeKeys: scopes.flat(),
});

/**
 * Each subject's rows of one scope: of the first in which it has both output and capacity, else the first with capacity,
 * else the first with anything.
 */
export function inOneScope(
  rows: readonly CapacityRow[],
  scopes: readonly ScopePair[],
  outputCode: string,
): CapacityRow[] {
  return [...Map.groupBy(rows, (row) => row.partyId ?? row.regionCode).values()].flatMap((own) => {
    const parts = scopes.map(([ofOutput, ofCapacity]) => ({
      output: own.filter((row) => row.indicatorCode === outputCode && row.scopeKey === ofOutput),
      capacity: own.filter((row) => row.indicatorCode !== outputCode && row.scopeKey === ofCapacity),
    }));
    const chosen =
      parts.find(({ output, capacity }) => output.length > 0 && capacity.length > 0) ??
      parts.find(({ capacity }) => capacity.length > 0) ??
      parts.find(({ output }) => output.length > 0);
    return chosen ? [...chosen.output, ...chosen.capacity] : [];
  });
}
