import type { TargetView } from '../../../../server/modules/plans/model.ts';
import type { FigureSource } from '../../../shell/widgets/provenance.ts';

export const targetHref = (id: string) => `/targets/${id}`;
export const sourceHref = ({ planId, id }: Pick<TargetView, 'planId' | 'id'>) => `/plans/${planId}/review?item=${id}`;

/** Where a target's figure leads: to its observation, or to the judgement that added several up. */
export function actualSource(target: Pick<TargetView, 'id' | 'judgement'>): FigureSource {
  const [only, ...more] = target.judgement?.actual?.observationIds ?? [];
  return only !== undefined && more.length === 0 ? { observation: only } : { judgement: target.id };
}
