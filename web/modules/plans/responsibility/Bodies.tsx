import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useScope } from '../../../shell/scope.ts';
import { useMay } from '../../../shell/session.ts';
import { useUrlList, useUrlState } from '../../../shell/url.ts';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { type Column, DataTable } from '../../../shell/widgets/DataTable.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { FilterChips, useClearFilters } from '../../../shell/widgets/FilterChips.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { today } from '../library/dates.ts';
import { type BodyView, bodiesQuery } from '../responsibility-api.ts';
import { type ResponsibilityTexts, text } from '../responsibility-text.ts';
import { BodyDialog } from './BodyDialog.tsx';
import { BodyPanel } from './BodyPanel.tsx';

/** Joint conferences, task forces, chain chiefs, committees and associations; those with late decisions first. */
export function Bodies() {
  const t = useText(text);
  const language = useLanguage();
  const { region } = useScope();
  const mayWrite = useMay()('plans.write');
  const [q] = useUrlState('q', '');
  const [kind] = useUrlList('kind');
  const [open, setOpen] = useUrlState('body', '');
  const [dialog, setDialog] = useState<BodyView | 'new' | null>(null);
  const clear = useClearFilters(['q', 'kind']);
  const query = useQuery(bodiesQuery({ q, kind, region }, language));
  const columns = useMemo(() => columnsOf(t), [t]);
  const isFiltered = q !== '' || kind.length > 0;
  const add = mayWrite ? (
    <button type="button" className="ln-button ln-primary" onClick={() => setDialog('new')}>
      {t.addBody}
    </button>
  ) : null;
  const shown = query.data?.items.find(({ id }) => id === open);
  return (
    <>
      <FilterChips
        search={{ placeholder: t.bodySearch }}
        filters={[
          {
            key: 'kind',
            label: t.bodyFilters.kind,
            look: 'flat',
            options: Object.entries(t.bodyKinds).map(([value, label]) => ({ value, label })),
          },
        ]}
        end={add}
      />
      <Part query={query} what={t.bodiesWhat} loading={{ shape: 'table', rows: 8 }}>
        {({ items }) => (
          <DataTable
            id="bodies"
            caption={t.bodiesCaption}
            columns={columns}
            rows={items.toSorted(
              (a, b) => decisions(b).late - decisions(a).late || decisions(b).open - decisions(a).open,
            )}
            rowKey={(body) => body.id}
            rowName={(body) => body.name}
            onOpen={(body) => setOpen(body.id)}
            density="normal"
            empty={
              isFiltered ? (
                <EmptyState kind="filtered" onClear={clear} />
              ) : (
                <EmptyState kind="nothing-yet" detail={t.bodiesEmpty} action={add} />
              )
            }
          />
        )}
      </Part>
      {shown ? <BodyPanel body={shown} onEdit={() => setDialog(shown)} onClose={() => setOpen(null)} /> : null}
      {dialog ? <BodyDialog body={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

/** Decisions of all meetings: how many, how many still open, how many of those too late. */
function decisions(body: BodyView) {
  const all = body.meetings.flatMap((meeting) => meeting.decisions);
  const open = all.filter(({ state }) => state === 'open');
  const day = today();
  return { all: all.length, open: open.length, late: open.filter(({ dueOn }) => dueOn !== null && dueOn < day).length };
}

function columnsOf(t: ResponsibilityTexts): Column<BodyView>[] {
  const c = t.bodyColumns;
  return [
    {
      key: 'name',
      title: c.name,
      minWidth: 220,
      rank: 0,
      sortable: true,
      value: (body) => body.name,
      render: (body) => (
        <>
          <b>{body.name}</b> {body.endedOn ? <Tag>{t.ended}</Tag> : null}
        </>
      ),
    },
    { key: 'kind', title: c.kind, width: 148, rank: 1, render: (body) => t.bodyKinds[body.kind] },
    { key: 'region', title: c.region, width: 110, rank: 3, render: (body) => body.region.name },
    { key: 'lead', title: c.lead, width: 160, rank: 2, render: (body) => body.leadUnit || '—' },
    {
      key: 'members',
      title: c.members,
      width: 80,
      rank: 3,
      align: 'right',
      sortable: true,
      value: (body) => body.members.length,
      render: (body) => body.members.length,
    },
    {
      key: 'decisions',
      title: c.decisions,
      width: 190,
      rank: 1,
      sortable: true,
      value: (body) => decisions(body).open,
      render: (body) => {
        const { all, open, late } = decisions(body);
        return (
          <>
            {t.openDecisions(open, all)} {late > 0 ? <Tag look="red">{t.late(late)}</Tag> : null}
          </>
        );
      },
    },
    {
      key: 'meeting',
      title: c.meeting,
      width: 110,
      rank: 2,
      sortable: true,
      value: (body) => lastMeeting(body),
      render: (body) => lastMeeting(body) ?? '—',
    },
  ];
}

const lastMeeting = (body: BodyView): string | null =>
  body.meetings
    .map(({ heldOn }) => heldOn)
    .toSorted()
    .at(-1) ?? null;
