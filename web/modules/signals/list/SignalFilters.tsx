import { useQuery } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { FilterChips } from '../../../shell/widgets/FilterChips.tsx';
import { rulesQuery, type SignalsPage } from '../api.ts';
import { SeverityShape } from '../parts/SeverityTag.tsx';
import { text } from '../text.ts';

export const filterKeys = ['q', 'state', 'severity', 'rule'] as const;
const severities = ['red', 'orange', 'yellow', 'blue'] as const;
const states = ['open', 'acknowledged', 'in-case', 'closed'] as const;

export function SignalFilters({ counts }: { counts: SignalsPage['counts'] | undefined }) {
  const t = useText(text);
  const rules = useQuery(rulesQuery(useScope().region, useLanguage()));
  return (
    <FilterChips
      search={{ placeholder: t.search }}
      filters={[
        {
          key: 'severity',
          label: t.severity,
          look: 'flat',
          options: severities.map((value) => ({
            value,
            label: t.severities[value],
            icon: <SeverityShape severity={value} />,
            count: counts?.bySeverity[value] ?? 0,
          })),
        },
        {
          key: 'state',
          label: t.state,
          look: 'flat',
          options: states.map((value) => ({ value, label: t.states[value], count: counts?.byState[value] ?? 0 })),
        },
        {
          key: 'rule',
          label: t.rule,
          options: rules.data?.items.map(({ id, name, open }) => ({ value: id, label: name, count: open })) ?? [],
        },
      ]}
    />
  );
}
