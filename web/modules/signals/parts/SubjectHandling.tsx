import { useQuery } from '@tanstack/react-query';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useMay } from '../../../shell/session.ts';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { subjectCases, subjectSignals } from '../api.ts';
import { text } from '../text.ts';
import { DueWords } from './DueWords.tsx';
import { MakeCase } from './MakeCase.tsx';
import { SeverityTag } from './SeverityTag.tsx';

/** What is open about a subject (a target, an entry): its signals and cases, each with a link. Nothing where there is none. */
export function SubjectHandling({ kind, id }: { kind: string; id: string }) {
  const t = useText(text);
  const language = useLanguage();
  const may = useMay();
  const signals = useQuery({ ...subjectSignals(kind, id, language), enabled: may('signals.read') });
  const cases = useQuery({ ...subjectCases(kind, id, language), enabled: may('cases.read') });
  const open = cases.data?.items.filter(({ state }) => !state.final) ?? [];
  const found = signals.data?.items ?? [];
  if (found.length === 0 && open.length === 0) return null;
  return (
    <section className="ln-card ln-card-body" aria-label={t.handling}>
      <ul className="sig-handling">
        {found.map((signal) => (
          <li key={signal.id} className="ln-row">
            <SeverityTag severity={signal.severity} />
            <Link to={`/signals?signal=${signal.id}`}>{signal.title}</Link>
            <span className="ln-small ln-third">{t.states[signal.state]}</span>
            {signal.caseId === null && open.length === 0 ? (
              <MakeCase signalId={signal.id} className="ln-button ln-button-small" />
            ) : null}
          </li>
        ))}
        {open.map((one) => (
          <li key={one.id} className="ln-row">
            <Tag look="blue">{one.state.name}</Tag>
            <Link to={`/cases/${one.id}`}>{one.title}</Link>
            <span className="ln-small ln-second">{one.unit}</span>
            <span className="ln-small">
              <DueWords of={one} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
