import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useCrumbName } from '../../../shell/frame/crumb-names.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Tag } from '../../../shell/widgets/Card.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { PlainHead } from '../../../shell/widgets/PlainHead.tsx';
import { type SchemeDetail, schemeQuery } from '../api.ts';
import { SchemeForm } from '../evaluation/SchemeForm.tsx';
import { dayOf, measureWords, ruleWords, scoringWords } from '../evaluation/words.ts';
import { text } from '../text.ts';
import '../supervision.css';

/** By what is scored, with every version that there was and why it was changed. */
export function Scheme() {
  const { id = '' } = useParams();
  const t = useText(text);
  const query = useQuery(schemeQuery(id, useLanguage()));
  useCrumbName(`/supervision/schemes/${id}`, query.data?.name ?? t.scheme);
  return (
    <Part query={query} what={t.scheme} loading={{ shape: 'page' }}>
      {(scheme) => <Shown scheme={scheme} />}
    </Part>
  );
}

function Shown({ scheme }: { scheme: SchemeDetail }) {
  const t = useText(text);
  const language = useLanguage();
  const [number, show] = useState(scheme.version);
  const [isEditing, setEditing] = useState(false);
  const version = scheme.versions.find((one) => one.number === number) ?? scheme.versions[0];
  if (!version) return null;
  const { body } = version;
  const c = t.criteriaColumns;
  return (
    <div className="ln-stack">
      <PageHeader
        title={scheme.name}
        status={<Tag>{t.scopes[scheme.scope]}</Tag>}
        note={`${scheme.region.name} · ${t.version(version.number)}`}
        actions={
          scheme.mayEdit ? (
            <button type="button" className="ln-button ln-primary" onClick={() => setEditing(true)}>
              {t.edit}
            </button>
          ) : null
        }
      />
      <Card title={t.criteria} note={t.coverageRule(body.minCoverage)} flush>
        <table className="ln-plain-table">
          <PlainHead caption={t.criteria} columns={[c.name, c.weight, c.measure, c.scoring, c.missing]} />
          <tbody>
            {body.criteria.map((criterion) => (
              <tr key={criterion.id}>
                <th scope="row">{criterion.name[language]}</th>
                <td>{criterion.weight}%</td>
                <td>{measureWords(criterion, t)}</td>
                <td>{scoringWords(criterion.scoring, t)}</td>
                <td>{criterion.missing === 'leave-out' ? t.leaveOut : t.scoreInstead(criterion.missing)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      <Card title={t.incentives}>
        <p>{body.incentives.map((rule) => ruleWords(rule, t)).join('、') || '—'}</p>
      </Card>
      <Card title={t.versionsTitle}>
        <ul className="ln-stack">
          {scheme.versions.map((one) => (
            <li key={one.number} className="ln-row">
              <button
                type="button"
                className="ln-link"
                aria-pressed={one.number === number}
                onClick={() => show(one.number)}
              >
                {t.version(one.number)}
              </button>{' '}
              <span className="ln-small ln-second">
                {one.made.name} {dayOf(one.made.at)} · {t.versionReason(one.reason)}
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {isEditing ? (
        <SchemeForm id={scheme.id} body={scheme.versions[0]?.body ?? body} onClose={() => setEditing(false)} />
      ) : null}
    </div>
  );
}
