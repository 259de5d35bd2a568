import { useRef } from 'react';
import type { Cockpit } from '../../../../server/modules/cockpit/model.ts';
import { useHotkeys } from '../../../shell/hotkeys.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { EmptyState } from '../../../shell/widgets/EmptyState.tsx';
import { PathBarLegend } from '../../../shell/widgets/PathBar.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { TargetActual, TargetGap, TargetGoal, TargetPath } from '../../plans/widgets.ts';
import { text } from '../text.ts';
import { HowFar } from './HowFar.tsx';

/** 要过问的目标: what slips, how far, who leads, and how far the handling is. `j` and `k` go through it. */
export function Attention({ cockpit }: { cockpit: Cockpit }) {
  const t = useText(text).cockpit;
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (by: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('a.desk-row-link') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus();
  };
  useHotkeys([
    { keys: 'j', label: t.nextTarget, run: () => move(1) },
    { keys: 'k', label: t.previousTarget, run: () => move(-1) },
  ]);
  const { attention, attentionTotal, month, region } = cockpit;
  return (
    <Card
      flush
      title={t.attention}
      note={t.attentionNote(attentionTotal)}
      extra={
        <Link className="ln-small" to="/targets?state=off-track,at-risk&sort=state&group=none">
          {t.allTargets(cockpit.total)} ›
        </Link>
      }
    >
      {attention.length === 0 ? (
        <EmptyState kind="nothing-yet" title={t.noAttention} detail={t.noAttentionDetail} />
      ) : (
        <table className="ln-plain-table desk-attention">
          <caption className="ln-hidden">{t.attention}</caption>
          <thead>
            <tr>
              <th scope="col">{t.columns.state}</th>
              <th scope="col">{t.columns.target}</th>
              <th scope="col" className="ln-right">
                {t.columns.actual}
              </th>
              <th scope="col">
                <span className="ln-hidden">{t.columns.path}</span>
                <PathBarLegend />
              </th>
              <th scope="col" className="desk-lead">
                {t.columns.lead}
              </th>
              <th scope="col">{t.columns.handling}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {attention.map((row) => (
              <AttentionRow key={row.target.id} row={row} month={month} region={region.code} />
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

type Row = Cockpit['attention'][number];

function AttentionRow({ row, month, region }: { row: Row; month: string; region: string }) {
  const t = useText(text).cockpit;
  const states = useText(widgetText).states;
  const language = useLanguage();
  const { target, before } = row;
  const state = target.judgement?.state ?? 'unknown';
  const lead = target.responsible.find(({ role }) => role === 'lead') ?? target.responsible[0];
  return (
    <tr>
      <td>
        <StatusTag state={state} withReason={false} />
      </td>
      <td>
        <Link to={`/targets/${target.id}`} className="desk-row-link">
          {(language === 'en' && target.indicatorTitle) || target.indicatorName}
        </Link>{' '}
        {before ? <Tag>{t.turned(states[state])}</Tag> : null}
        <div className="ln-small ln-third desk-sub">
          {target.region.code === region ? null : `${target.region.name} · `}
          <TargetGoal target={target} />
        </div>
      </td>
      <td className="ln-right desk-actual">
        <TargetActual target={target} month={month} />
      </td>
      <td className="desk-path">
        <TargetPath target={target} />
        <div className="ln-small ln-third ln-nowrap">
          <TargetGap target={target} />
        </div>
      </td>
      <td className="desk-lead ln-small">{lead?.unit ?? <span className="ln-third">{t.noUnit}</span>}</td>
      <td className="ln-small">
        <HowFar row={row} />
      </td>
    </tr>
  );
}
