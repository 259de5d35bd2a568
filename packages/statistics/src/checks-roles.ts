/** What each row is to the checks that hold rows against each other: as the form says, or as its indicator tells. */
import { rowsOf } from './form-rows.ts';
import type { FormDefinition, FormRow, RowRole } from './form-types.ts';

const usual: Readonly<Record<string, RowRole>> = {
  'gross-output-value': 'output-value',
  'vehicle-output': 'output',
  'nev-output': 'output',
  'battery-output': 'output',
  'vehicle-sales': 'sales',
  'nev-sales': 'sales',
  revenue: 'revenue',
  'total-profit': 'profit',
  employees: 'staff',
  'industrial-electricity': 'electricity',
};

export interface Role {
  readonly role: RowRole;
  /** Code of the row that it refers to. */
  readonly of: string | undefined;
  readonly isSaid: boolean;
}

const kept = new WeakMap<FormDefinition, ReadonlyMap<string, Role>>();

/** Roles by row code. Kept for each definition. */
export function rolesOf(definition: FormDefinition): ReadonlyMap<string, Role> {
  let roles = kept.get(definition);
  if (roles === undefined) {
    const rows = rowsOf(definition);
    const found = new Map<string, Role>();
    for (const { row, section } of rows) {
      const role = roleOf(row, section.open !== null, (indicator) => {
        return rows.find((other) => other.row.indicator === indicator && other.row.parent === null)?.row.code;
      });
      if (role !== null) found.set(row.code, role);
    }
    roles = found;
    kept.set(definition, roles);
  }
  return roles;
}

function roleOf(row: FormRow, isLine: boolean, codeOf: (indicator: string) => string | undefined): Role | null {
  if (row.role !== undefined) return { role: row.role, of: row.of, isSaid: true };
  const { indicator } = row;
  if (indicator === null || row.kind === 'answer') return null;
  if (/-utilisation$/.test(indicator) && row.kind === 'rate') return { role: 'utilisation', of: row.of, isSaid: false };
  if (/-capacity-(approved|built|usable|value)$/.test(indicator)) {
    return row.kind === 'stock' ? { role: 'capacity', of: row.of, isSaid: false } : null;
  }
  const grown = /^(.+)-growth$/.exec(indicator)?.[1];
  if (grown !== undefined) {
    // Also without the row that grows: a growth rate has no limits of its own.
    return row.kind === 'rate' ? { role: 'growth', of: row.of ?? codeOf(grown), isSaid: false } : null;
  }
  const role = Object.hasOwn(usual, indicator) ? usual[indicator] : undefined;
  // A part stands for itself only; the whole is what a firm's electricity and staff belong to.
  return role === undefined || isLine || row.parent !== null ? null : { role, of: row.of, isSaid: false };
}
