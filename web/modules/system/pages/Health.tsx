import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../shell/preferences.tsx';
import { Card, Sentence } from '../../../shell/widgets/Card.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { StatusShape } from '../../../shell/widgets/StatusTag.tsx';
import { type Health as HealthData, healthQuery } from '../api.ts';
import { text } from '../text.ts';

/** 运行状态: which parts run, which are off, which failed. */
export function Health() {
  const t = useText(text).health;
  const health = useQuery(healthQuery);
  const seen = health.dataUpdatedAt ? new Date(health.dataUpdatedAt).toLocaleTimeString() : '';
  return (
    <>
      <PageHeader
        title={t.title}
        note={health.data ? `${t.version(health.data.version)} · ${t.checked(seen)}` : undefined}
      />
      <Part query={health} what={t.what} loading={{ shape: 'table', rows: 4 }}>
        {(data) => <HealthParts data={data} />}
      </Part>
    </>
  );
}

/** The shape that stands beside each word. */
const shapes = { ok: 'on-track', off: 'unknown', failed: 'off-track' } as const;

function HealthParts({ data }: { data: HealthData }) {
  const all = useText(text);
  const t = all.health;
  const nameOf = (name: string) => t.parts[name] ?? name;
  const failed = data.parts.filter(({ state }) => state === 'failed').map(({ name }) => nameOf(name));
  return (
    <div className="ln-stack">
      <Sentence>{failed.length ? t.degraded(failed.join(all.listSeparator)) : t.ok}</Sentence>
      <Card flush>
        <table className="ln-plain-table">
          <caption className="ln-hidden">{t.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.part}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.detail}</th>
            </tr>
          </thead>
          <tbody>
            {data.parts.map((part) => (
              <tr key={part.name}>
                <th scope="row">{nameOf(part.name)}</th>
                <td className="ln-nowrap">
                  <StatusShape state={shapes[part.state]} /> {t.states[part.state]}
                </td>
                <td className="ln-second">{part.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
    </div>
  );
}
