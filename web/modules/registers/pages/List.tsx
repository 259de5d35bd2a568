import { useQuery } from '@tanstack/react-query';
import { useLocation, useParams } from 'react-router';
import type { Register } from '../../../../server/kernel/registers/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { useUrlState } from '../../../shell/url.ts';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { Part, PartBoundary } from '../../../shell/widgets/Part.tsx';
import { registerQuery } from '../api.ts';
import { IndicatorStrip } from '../list/IndicatorStrip.tsx';
import { ListFilters } from '../list/ListFilters.tsx';
import { ListHead } from '../list/ListHead.tsx';
import { ListMap } from '../list/ListMap.tsx';
import { ListTable } from '../list/ListTable.tsx';
import { useListView } from '../list/use-list-view.ts';
import { text } from '../text.ts';
import { useRegisterCrumb } from '../use-register-crumb.ts';
import '../registers.css';

/** A register's entries: to find, compare, and act on many. */
export function List() {
  const { register: asked } = useParams();
  const { pathname } = useLocation();
  // A register with a page of its own in the menu has its name in the path, not in a parameter.
  const id = asked ?? pathname.split('/').at(-1) ?? '';
  const t = useText(text).list;
  const query = useQuery({ ...registerQuery(id), retry: false });
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NoRegister />;
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page' }}>
      {(register) => <Entries key={register.id} register={register} />}
    </Part>
  );
}

function Entries({ register }: { register: Register }) {
  const t = useText(text).list;
  const view = useListView(register);
  const [look] = useUrlState<'table' | 'map'>('view', 'table');
  useRegisterCrumb(register);
  return (
    <>
      <ListHead register={register} view={view} />
      <ListFilters register={register} view={view} />
      <PartBoundary name={t.what}>
        <IndicatorStrip register={register} view={view} />
      </PartBoundary>
      {look === 'map' && register.hasMap ? (
        <div className="ln-stack">
          <ListMap register={register} view={view} />
          <ListTable register={register} view={view} />
        </div>
      ) : (
        <ListTable register={register} view={view} />
      )}
    </>
  );
}

function NoRegister() {
  const t = useText(text).list;
  return (
    <EmptyState
      kind="no-right"
      title={t.noWay}
      action={
        <Link className="ln-button" to="/registers">
          {t.backToAll}
        </Link>
      }
    />
  );
}
