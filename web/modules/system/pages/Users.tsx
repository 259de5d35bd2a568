import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { roleNames } from '../../../shell/access/text.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { type User, usersQuery } from '../api.ts';
import { NewUserDialog } from '../parts/NewUserDialog.tsx';
import { UserPanel } from '../parts/UserPanel.tsx';
import { text } from '../text.ts';

const keyOf = (user: User) => user.id;

/** 用户与权限: who may sign in, with which role, for which region. */
export function Users() {
  const t = useText(text).users;
  const users = useQuery(usersQuery);
  const [adding, setAdding] = useState(false);
  const [chosen, choose] = useUrlState('user', '');
  const all = users.data?.items ?? [];
  const open = all.find((user) => user.id === chosen);
  return (
    <>
      <PageHeader
        title={t.title}
        note={users.data ? t.count(all.length, all.filter((user) => user.disabled).length) : undefined}
        actions={
          <button type="button" className="ln-button ln-primary" onClick={() => setAdding(true)}>
            {t.add}
          </button>
        }
      />
      <Part query={users} what={t.what} loading={{ shape: 'table', rows: 8 }}>
        {(data) => <UserList users={data.items} onOpen={(user) => choose(user.id)} />}
      </Part>
      {open ? <UserPanel key={open.id} user={open} onClose={() => choose(null)} /> : null}
      {adding ? <NewUserDialog onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function UserList({ users, onOpen }: { users: readonly User[]; onOpen: (user: User) => void }) {
  const t = useText(text).users;
  const roles = useText(roleNames);
  const language = useLanguage();
  const [q] = useUrlState('q', '');
  const [wantedRoles] = useUrlList('role');
  const [states] = useUrlList('state');
  const clear = useClearFilters(['q', 'role', 'state']);
  const shown = users.filter(
    (user) =>
      `${user.name} ${user.displayName}`.toLowerCase().includes(q.toLowerCase()) &&
      (wantedRoles.length === 0 || user.grants.some(({ role }) => wantedRoles.includes(role))) &&
      (states.length === 0 || states.includes(user.disabled ? 'disabled' : 'enabled')),
  );
  const columns = useMemo((): Column<User>[] => {
    const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    return [
      {
        key: 'displayName',
        title: t.displayName,
        value: (user) => user.displayName,
        render: (user) => <b>{user.displayName}</b>,
        width: 180,
        rank: 0,
      },
      { key: 'name', title: t.name, value: (user) => user.name, render: (user) => user.name, width: 150 },
      {
        key: 'grants',
        title: t.grants,
        render: (user) =>
          user.grants.length === 0 ? (
            <span className="ln-third">{t.noGrants}</span>
          ) : (
            user.grants.map((grant) => (
              <span key={grant.id}>
                <Tag>
                  {roles[grant.role] ?? grant.role} · {grant.region?.name ?? grant.party ?? t.noRegion}
                </Tag>{' '}
              </span>
            ))
          ),
        rank: 0,
      },
      {
        key: 'lastSignIn',
        title: t.lastSignIn,
        value: (user) => user.lastSignIn,
        render: (user) =>
          user.lastSignIn ? day.format(new Date(user.lastSignIn)) : <span className="ln-third">{t.never}</span>,
        width: 180,
        rank: 2,
      },
      {
        key: 'state',
        title: t.state,
        value: (user) => (user.disabled ? t.disabled : t.enabled),
        render: (user) => (user.disabled ? <Tag>{t.disabled}</Tag> : t.enabled),
        width: 90,
        rank: 0,
      },
    ];
  }, [t, roles, language]);
  const present = [...new Set(users.flatMap((user) => user.grants.map(({ role }) => role)))];
  return (
    <>
      <FilterChips
        search={{ placeholder: t.search }}
        filters={[
          { key: 'role', label: t.role, options: present.map((role) => ({ value: role, label: roles[role] ?? role })) },
          {
            key: 'state',
            label: t.state,
            look: 'flat',
            single: true,
            options: (['enabled', 'disabled'] as const).map((value) => ({
              value,
              label: t[value],
              count: users.filter((user) => user.disabled === (value === 'disabled')).length,
            })),
          },
        ]}
      />
      <DataTable
        id="users"
        caption={t.title}
        columns={columns}
        rows={shown}
        rowKey={keyOf}
        rowName={(user) => user.displayName}
        onOpen={onOpen}
        density="normal"
        empty={
          users.length ? (
            <EmptyState kind="filtered" onClear={clear} />
          ) : (
            <EmptyState kind="nothing-yet" title={t.none} />
          )
        }
      />
    </>
  );
}
