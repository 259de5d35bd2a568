import { useQuery } from '@tanstack/react-query';
import type { RegisterSummary } from '../../../../server/kernel/registers/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Sentence } from '../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { registersQuery } from '../api.ts';
import { groupRegisters } from '../groups.ts';
import { RegisterTable } from '../RegisterTable.tsx';
import { text } from '../text.ts';
import '../registers.css';

/** All registers, by the groups of the menu. */
export function Overview() {
  const t = useText(text).overview;
  const may = useMay();
  const query = useQuery(registersQuery());
  return (
    <>
      <PageHeader
        title={t.title}
        actions={
          may('registers.define') ? (
            <Link className="ln-button" to="/registers/define">
              {t.define}
            </Link>
          ) : null
        }
      />
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          {
            key: 'only',
            label: t.title,
            look: 'flat',
            options: [
              { value: 'open', label: t.filters.open },
              ...(may('registers.write') ? [{ value: 'writable', label: t.filters.writable }] : []),
            ],
          },
        ]}
      />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 12 }}>
        {({ items }) => <Groups registers={items} />}
      </Part>
    </>
  );
}

function Groups({ registers }: { registers: readonly RegisterSummary[] }) {
  const t = useText(text).overview;
  const language = useLanguage();
  const [q] = useUrlState('q', '');
  const [only] = useUrlList('only');
  const clear = useClearFilters(['q', 'only']);
  const words = q.trim().toLowerCase();
  const found = registers.filter(
    (one) =>
      (words === '' ||
        [one.id, one.zh, one.en, one.row, ...one.capabilities].some((part) => part.toLowerCase().includes(words))) &&
      (!only.includes('open') || one.open) &&
      (!only.includes('writable') || one.mayWrite),
  );
  const entries = registers.reduce((sum, one) => sum + one.entries, 0);
  if (registers.length === 0) return <EmptyState kind="nothing-yet" detail={t.none} />;
  if (found.length === 0) return <EmptyState kind="filtered" onClear={clear} />;
  return (
    <div className="ln-stack">
      <Sentence>{t.sentence(formatNumber(registers.length), formatNumber(entries))}</Sentence>
      {groupRegisters(found, language).map((group) => (
        <section key={group.id} className="ln-card" aria-labelledby={`reg-${group.id}`}>
          <header>
            <h2 id={`reg-${group.id}`}>{group.title}</h2>
            <span className="ln-small ln-third">{formatNumber(group.registers.length)}</span>
          </header>
          <RegisterTable title={group.title} registers={group.registers} />
        </section>
      ))}
    </div>
  );
}
