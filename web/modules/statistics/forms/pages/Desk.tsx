import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '../../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../../shell/preferences.tsx';
import { useScope } from '../../../../shell/scope.ts';
import { useMay, useSession } from '../../../../shell/session.ts';
import { useUrlState } from '../../../../shell/url.ts';
import { EmptyState } from '../../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../../shell/widgets/FilterChips.tsx';
import { PageHeader } from '../../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../../shell/widgets/Part.tsx';
import '../forms.css';
import { returnsQuery, roundsQuery } from '../api.ts';
import { AskedNote } from '../desk/AskedNote.tsx';
import { MineList } from '../desk/MineList.tsx';
import { OutboxNote } from '../desk/OutboxNote.tsx';
import { RoundTable } from '../desk/RoundTable.tsx';
import { text } from '../text.ts';

const waiting = 'open,draft,returned,reopened';
const handedIn = 'submitted,checked,approved,excused';

/** What is to be filled in or looked at: a reporter's own forms first, then the rounds of the region. */
export function Desk() {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const { user, grants } = useSession();
  const may = useMay();
  const [state] = useUrlState<'open' | 'done'>('state', 'open');
  const [q] = useUrlState('q', '');
  const clear = useClearFilters(['q']);
  const query = useQuery(roundsQuery({ region, state }, language));
  const isReporter = grants.some(({ role }) => role === 'reporter' || role === 'enterprise');
  const own = useInfiniteQuery(returnsQuery({ mine: true, state: waiting }, language));
  const asked = useInfiniteQuery(returnsQuery({ mine: true, questions: true }, language));
  const ownRows = own.data?.pages.flatMap(({ items }) => items) ?? [];
  const askedRows = asked.data?.pages.flatMap(({ items }) => items) ?? [];
  const isReporterOnly = isReporter && grants.every(({ role }) => role === 'reporter' || role === 'enterprise');
  const rounds = (query.data?.items ?? []).filter(({ form }) => form.name.toLowerCase().includes(q.toLowerCase()));
  const late = rounds.reduce((sum, { counts }) => sum + counts.late, 0);
  const noteOf = () => {
    if (isReporterOnly)
      return own.data ? t.desk.mineSum(ownRows.length, ownRows.filter((one) => one.isLate).length) : undefined;
    return query.data && state === 'open' ? t.desk.note(rounds.length, late) : undefined;
  };
  return (
    <>
      <PageHeader
        title={t.desk.title}
        note={noteOf()}
        actions={
          may('statistics.define') ? (
            <Link className="ln-button" to="/forms/definitions">
              {t.desk.definitions}
            </Link>
          ) : null
        }
      />
      {user ? <OutboxNote user={user.id} /> : null}
      <div className="ln-stack">
        <AskedNote asked={askedRows} waiting={ownRows} />
        {isReporter || ownRows.length > 0 ? (
          <>
            <MineList id="returns-waiting" title={t.desk.mine} states={waiting} empty={t.desk.mineNone} isFirst />
            <MineList id="returns-before" title={t.desk.before} states={handedIn} empty={t.desk.beforeNone} />
          </>
        ) : null}
        {isReporterOnly ? null : (
          <>
            <FilterChips
              search={{ placeholder: t.desk.search }}
              filters={[
                {
                  key: 'state',
                  label: t.desk.state,
                  look: 'flat',
                  single: true,
                  options: [{ value: 'done', label: t.desk.done }],
                },
              ]}
            />
            <Part query={query} what={t.desk.what} loading={{ shape: 'table', rows: 10 }}>
              {({ items }) => (
                <RoundTable
                  rounds={rounds}
                  updating={query.isPlaceholderData}
                  empty={
                    q !== '' && items.length > 0 ? (
                      <EmptyState kind="filtered" onClear={clear} />
                    ) : (
                      <EmptyState
                        kind="nothing-yet"
                        detail={state === 'done' ? t.desk.emptyDone : t.desk.emptyOpen}
                        action={
                          may('statistics.define') ? (
                            <Link className="ln-button" to="/forms/definitions">
                              {t.desk.definitions}
                            </Link>
                          ) : null
                        }
                      />
                    )
                  }
                />
              )}
            </Part>
          </>
        )}
      </div>
    </>
  );
}
