import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { RegisterSummary } from '../../../../server/kernel/registers/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { type Column, DataTable, RowLink } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { registersQuery } from '../api.ts';
import { nameOf } from '../values.ts';
import { NewRegisterDialog } from './NewRegisterDialog.tsx';
import { text } from './text.ts';

const definitionHref = (register: string) => `/registers/define?register=${register}`;

/** All definitions with their version and origin, and the ways to a new one. */
export function DefinitionList({ onSource }: { onSource: (source: string) => void }) {
  const t = useText(text);
  const query = useQuery(registersQuery());
  const [making, setMaking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <PageHeader
        title={t.title}
        note={t.note}
        actions={
          <>
            <button type="button" className="ln-button" onClick={() => input.current?.click()}>
              {t.upload}
            </button>
            <input
              ref={input}
              hidden
              type="file"
              aria-label={t.upload}
              accept=".yaml,.yml,.txt"
              onChange={async (event) => {
                const file = event.target.files?.[0];
                if (file) onSource(await file.text());
              }}
            />
            <button type="button" className="ln-button ln-primary" onClick={() => setMaking(true)}>
              {t.new}
            </button>
          </>
        }
      />
      <FilterChips search={{ placeholder: t.search }} filters={[]} />
      <Part query={query} what={t.what} loading={{ shape: 'table', rows: 14 }}>
        {({ items }) => <Definitions registers={items} />}
      </Part>
      {making ? (
        <NewRegisterDialog
          taken={query.data?.items.map(({ id }) => id) ?? []}
          onMake={onSource}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </>
  );
}

function Definitions({ registers }: { registers: readonly RegisterSummary[] }) {
  const t = useText(text);
  const language = useLanguage();
  const [q] = useUrlState('q', '');
  const clear = useClearFilters(['q']);
  const words = q.trim().toLowerCase();
  const rows = registers.filter(({ id, zh, en }) => [id, zh, en].some((part) => part.toLowerCase().includes(words)));
  const columns = useMemo<Column<RegisterSummary>[]>(
    () => [
      {
        key: 'name',
        title: t.columns.name,
        minWidth: 200,
        rank: 0,
        value: (row) => nameOf(row, language),
        render: (row) => <RowLink to={definitionHref(row.id)}>{nameOf(row, language)}</RowLink>,
      },
      { key: 'id', title: t.columns.id, width: 220, value: ({ id }) => id, render: ({ id }) => <code>{id}</code> },
      {
        key: 'module',
        title: t.columns.module,
        width: 150,
        value: ({ module }) => t.wizard.modules[module] ?? module,
        render: ({ module }) => t.wizard.modules[module] ?? module,
      },
      {
        key: 'version',
        title: t.columns.version,
        width: 80,
        align: 'right',
        value: ({ version }) => version,
        render: ({ version }) => version,
      },
      {
        key: 'origin',
        title: t.columns.origin,
        width: 180,
        value: ({ origin }) => t.origins[origin],
        render: ({ origin }) => t.origins[origin],
      },
      {
        key: 'entries',
        title: t.columns.entries,
        width: 110,
        align: 'right',
        rank: 0,
        value: ({ entries }) => entries,
        render: ({ entries }) => <Figure value={entries} decimals={0} look="dense" />,
      },
    ],
    [t, language],
  );
  return (
    <DataTable
      id="register-definitions"
      caption={t.title}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowPath={({ id }) => definitionHref(id)}
      empty={<EmptyState kind={words ? 'filtered' : 'nothing-yet'} onClear={words ? clear : undefined} />}
    />
  );
}
