import { Link } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Facts } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import type { NodeView } from '../api.ts';
import { text } from '../text.ts';
import { registerHref } from './register-href.ts';

/** One node: what the plan wants of it, with the passage, and what stands there now. */
export function NodePanel({ node, onClose }: { node: NodeView; onClose: () => void }) {
  const t = useText(text);
  return (
    <SidePanel title={node.name} onClose={onClose}>
      <div className="ln-stack">
        <p>
          <StatusTag state={node.judgement.state} /> <span className="ln-second">{node.judgement.sentence}</span>
        </p>
        <section>
          <h3>{t.meant}</h3>
          <p>{node.role}</p>
          <Facts
            items={[
              { name: t.columns.plan, value: <Link to={`/plans/${node.plan.id}`}>{node.plan.title}</Link> },
              { name: t.columns.pattern, value: `${node.pattern.name} · ${node.state.name}` },
              { name: t.columns.regions, value: node.regions.map(({ name }) => name).join('、') },
              { name: t.industries, value: node.industries.join('、') || t.noIndustries },
            ]}
          />
          <blockquote className="ln-serif">{node.passage}</blockquote>
          <Link to={node.passageHref}>{t.toPassage}</Link>
        </section>
        <section>
          <h3>{t.stands}</h3>
          <NodeFigures node={node} />
        </section>
        <Link to={`/registers/layout-nodes/${node.id}`}>{t.entry}</Link>
      </div>
    </SidePanel>
  );
}

export function NodeFigures({ node }: { node: NodeView }) {
  const t = useText(text);
  return (
    <Facts
      items={[
        {
          name: t.columns.parks,
          value: (
            <Link to={registerHref('industry-parks', node)}>
              <Figure value={node.parks} synthetic={node.synthetic} />
            </Link>
          ),
        },
        {
          name: t.columns.enterprises,
          value: (
            <>
              <Link to={registerHref('enterprises', node)}>
                <Figure value={node.firms.actual} />
              </Link>{' '}
              <Target value={node.firms.target} deadline={node.deadline} />
            </>
          ),
        },
        {
          name: t.columns.projects,
          value: (
            <Link to={registerHref('major-projects', node)}>
              <Figure value={node.projects} />
            </Link>
          ),
        },
        {
          name: t.columns.output,
          value: (
            <>
              <Figure value={node.output.actual} missing={node.output.actual === null ? 'unknown' : undefined} />{' '}
              <Target value={node.output.target} deadline={node.deadline} />
            </>
          ),
        },
      ]}
    />
  );
}

function Target({ value, deadline }: { value: number | null; deadline: number | null }) {
  const t = useText(text);
  if (value === null) return null;
  return (
    <span className="ln-small ln-third">
      {t.against(String(value))} {deadline === null ? '' : t.deadline(deadline)}
    </span>
  );
}
