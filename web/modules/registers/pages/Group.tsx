import { useQuery } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Sentence } from '../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { registersQuery } from '../api.ts';
import { groups, isInGroup } from '../groups.ts';
import { RegisterTable } from '../RegisterTable.tsx';
import { text } from '../text.ts';
import '../registers.css';

/** One page of the menu: its registers; where it is only one, that one at once. */
export function Group() {
  const t = useText(text).overview;
  const language = useLanguage();
  const { pathname, search } = useLocation();
  const group = groups.find(({ id }) => pathname.endsWith(`/${id}`));
  const query = useQuery(registersQuery());
  const title = group?.title[language] ?? '';
  const registers = query.data?.items.filter((register) => group && isInGroup(register, group)) ?? [];
  const [only] = registers;
  if (only && registers.length === 1) return <Navigate to={{ pathname: `/registers/${only.id}`, search }} replace />;
  const entries = registers.reduce((sum, one) => sum + one.entries, 0);
  return (
    <>
      <PageHeader title={title} />
      <Part
        query={query}
        what={t.what}
        loading={{ shape: 'table', rows: 8 }}
        empty={() => registers.length === 0}
        emptyState={<EmptyState kind="nothing-yet" detail={t.emptyGroup} />}
      >
        {() => (
          <div className="ln-stack">
            <Sentence>{t.groupSentence(title, registers.length, formatNumber(entries))}</Sentence>
            <section className="ln-card" aria-label={title}>
              <RegisterTable title={title} registers={registers} />
            </section>
          </div>
        )}
      </Part>
    </>
  );
}
