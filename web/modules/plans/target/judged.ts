/** The figures that a judgement makes, each by its role, so that each can be asked for by itself. */
import type { TargetDetail } from '../../../../server/modules/plans/model.ts';
import type { FigureSource } from '../../../shell/widgets/provenance.ts';

const roles = [
  'expected',
  'ratio',
  'gap',
  'projection',
  'low',
  'high',
  'perMonth',
  'perYear',
  'perMonthSoFar',
] as const;
export type Role = (typeof roles)[number];

/** `judgement:<target>~<role>`; without a role it is the figure that was judged. */
export const judgedSource = (id: string, role: Role): FigureSource => ({ judgement: `${id}~${role}` });

export function readJudgedId(id: string): { target: string; role: Role | null } {
  const [target = '', role = ''] = id.split('~');
  return { target, role: roles.find((known) => known === role) ?? null };
}

/** Stored unit; the ratio as a share. Those that are known. */
export function judgedFigures({ target, projection, requiredPace }: TargetDetail): { role: Role; value: number }[] {
  const judged = target.judgement;
  const values: Record<Role, unknown> = {
    expected: judged?.expected,
    ratio: judged?.ratio,
    gap: typeof judged?.gap === 'number' ? Math.abs(judged.gap) : null,
    projection: projection?.value,
    low: projection?.low,
    high: projection?.high,
    perMonth: requiredPace?.perMonth,
    perYear: requiredPace?.perYear,
    perMonthSoFar: requiredPace?.perMonthSoFar,
  };
  return roles.flatMap((role) => {
    const value = values[role];
    return typeof value === 'number' ? [{ role, value }] : [];
  });
}
