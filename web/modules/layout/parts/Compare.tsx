import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { StatusTag } from '../../../shell/widgets/StatusTag.tsx';
import type { NodeView } from '../api.ts';
import { text } from '../text.ts';

/** Nodes side by side: what each is meant to be and what stands there. */
export function Compare({ nodes, onClear }: { nodes: readonly NodeView[]; onClear: () => void }) {
  const t = useText(text);
  const c = t.columns;
  const rows: [string, (node: NodeView) => React.ReactNode][] = [
    [c.state, (node) => <StatusTag state={node.judgement.state} />],
    [c.plan, (node) => node.plan.title],
    [c.pattern, (node) => node.pattern.name],
    [c.role, (node) => node.role],
    [c.regions, (node) => node.regions.map(({ name }) => name).join('、')],
    [c.parks, (node) => <Figure value={node.parks} />],
    [c.enterprises, (node) => <Figure value={node.firms.actual} />],
    [c.projects, (node) => <Figure value={node.projects} />],
    [
      c.output,
      (node) => <Figure value={node.output.actual} missing={node.output.actual === null ? 'unknown' : undefined} />,
    ],
  ];
  return (
    <Card
      title={t.compareTitle}
      note={t.compareNote(nodes.length)}
      flush
      extra={
        <button type="button" className="ln-link ln-small" onClick={onClear}>
          {t.clear}
        </button>
      }
    >
      <table className="ln-plain-table">
        <caption className="ln-hidden">{t.compareTitle}</caption>
        <thead>
          <tr>
            <td />
            {nodes.map((node) => (
              <th key={node.id} scope="col">
                {node.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, render]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {nodes.map((node) => (
                <td key={node.id}>{render(node)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
