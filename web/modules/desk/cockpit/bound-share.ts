/** Where the share of targets that are measured comes from: all of it counted from the ledger when it is asked for. */
import type { BoundShare } from '../../../../server/modules/cockpit/model.ts';
import { get } from '../../../shell/api.ts';
import { formatNumber } from '../../../shell/widgets/number.ts';
import type { ProvenanceLoader } from '../../../shell/widgets/provenance.ts';
import { periodWords } from '../../statistics/widgets.ts';
import { text } from '../text.ts';

export const boundKey = (region: string, month: string) => `${region}~${month}`;

/** `bound-share:<region>~<month>` */
export const loadBoundShare: ProvenanceLoader = async (id, { language, signal }) => {
  const [region = '', month = ''] = id.split('~');
  const share = await get<BoundShare>('cockpit/bound-share', { query: { region, month }, signal });
  const t = text[language].bound;
  const missing = share.targets - share.bound;
  return {
    value: share.share === null ? '—' : formatNumber(share.share, 1),
    unit: share.share === null ? '' : '%',
    title: t.title,
    region: share.region.name,
    period: periodWords(share.month, language),
    state: 'approved',
    source: t.source,
    steps: [
      {
        title: t.how,
        detail: t.formula(share.bound, share.targets),
        links: [{ label: t.all(share.targets), to: '/targets' }],
      },
      {
        title: t.unbound(missing),
        detail: missing === 0 ? t.none : t.why,
        ...(missing === 0
          ? {}
          : { parts: share.unbound.map(({ reason, count }) => ({ name: reason, value: String(count) })) }),
        links: missing === 0 ? [] : [{ label: t.seeUnbound(missing), to: '/targets?binding=unbound' }],
      },
      {
        title: t.computed(share.computed, share.bound),
        detail: share.uncomputed.length === 0 ? t.allComputed : t.whyUncomputed,
        ...(share.uncomputed.length === 0
          ? {}
          : { parts: share.uncomputed.map(({ reason, count }) => ({ name: reason, value: String(count) })) }),
      },
      {
        title: t.definition,
        detail: share.definition,
        links: [{ label: t.catalogue, to: '/indicators/targets-bound-share' }],
      },
    ],
  };
};
