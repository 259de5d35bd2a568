import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SignalView } from '../../../../server/kernel/signals/model.ts';
import { Link } from '../../../shell/Link.tsx';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Facts, Tag } from '../../../shell/widgets/Card.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { AreaField } from '../../../shell/widgets/fields.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { SyntheticMark } from '../../../shell/widgets/SyntheticMark.tsx';
import { useSignalChanges } from '../api.ts';
import { MakeCase } from '../parts/MakeCase.tsx';
import { SeverityTag } from '../parts/SeverityTag.tsx';
import { text } from '../text.ts';
import { momentOf } from '../times.ts';

/** One signal: what shows it, each with its source; the thresholds that fired and who set them; what is done. */
export function SignalPanel({ signal, onClose }: { signal: SignalView; onClose: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const when = (iso: string) => momentOf(iso, language);
  return (
    <SidePanel
      title={signal.title}
      width={420}
      onClose={onClose}
      footer={signal.mayHandle ? <Handle signal={signal} /> : undefined}
    >
      <p className="ln-row">
        <SeverityTag severity={signal.severity} />
        <Tag look={signal.state === 'closed' || signal.state === 'acknowledged' ? 'grey' : 'blue'}>
          {t.states[signal.state]}
        </Tag>
        {signal.synthetic ? <SyntheticMark /> : null}
        <span className="ln-grow" />
        <Link to={signal.subject.href}>{t.openSubject} ›</Link>
      </p>
      <section>
        <h3>{t.evidence}</h3>
        <ol className="sig-evidence">
          {signal.evidence.map((one) => (
            <li key={one.text}>
              {one.text} <Source source={one.source} subject={signal.subject} />
            </li>
          ))}
        </ol>
      </section>
      {signal.thresholds.length > 0 ? (
        <section>
          <h3>{t.thresholds}</h3>
          <ul className="sig-plain">
            {signal.thresholds.map(({ name, value, unit, setBy }) => (
              <li key={name}>
                {name} <b>{formatNumber(value)}</b>
                <span className="ln-unit">{unit}</span> <span className="ln-third">{t.setBy(setBy)}</span>
              </li>
            ))}
          </ul>
          <p className="ln-small">
            <Link to={`/signals/rules?rule=${encodeURIComponent(signal.rule.id)}`}>{t.tuneRule} ›</Link>
          </p>
        </section>
      ) : null}
      <section>
        <h3>{t.handlingNow}</h3>
        <Facts
          items={[
            { name: t.columns.rule, value: signal.rule.name },
            { name: t.columns.region, value: signal.region.name },
            { name: t.columns.unit, value: signal.unit },
            { name: t.seen, value: t.firstLast(when(signal.firstSeen), when(signal.lastSeen)) },
          ]}
        />
        {signal.closedAt ? <p>{t.closedAt(when(signal.closedAt))}</p> : null}
        {signal.acknowledgedBy ? (
          <p>
            {t.acknowledgedBy(signal.acknowledgedBy)}
            {signal.note ? `${t.colon}${signal.note}` : ''}
          </p>
        ) : null}
        {signal.caseId ? (
          <p>
            <Link to={`/cases/${signal.caseId}`}>{t.openCase} ›</Link>
          </p>
        ) : null}
        {signal.mayHandle || signal.state === 'closed' ? null : <p className="ln-third">{t.notYours}</p>}
      </section>
    </SidePanel>
  );
}

/** A figure opens where it comes from, over this panel; an entry its page. */
function Source({
  source,
  subject,
}: {
  source: SignalView['evidence'][number]['source'];
  subject: SignalView['subject'];
}) {
  const t = useText(text);
  const navigate = useNavigate();
  const { search } = useLocation();
  if (!source) return null;
  if (source.kind === subject.kind && source.id === subject.id)
    return <Link to={subject.href}>{t.evidenceSource}</Link>;
  return (
    <button
      type="button"
      className="ln-link"
      onClick={() => navigate({ search, hash: `#fig=${source.kind}:${source.id}` }, { replace: true })}
    >
      {t.evidenceSource}
    </button>
  );
}

function Handle({ signal }: { signal: SignalView }) {
  const t = useText(text);
  const { acknowledge } = useSignalChanges();
  const [note, setNote] = useState('');
  return (
    <div className="sig-handle">
      {acknowledge.isError ? <ErrorState error={acknowledge.error} /> : null}
      {signal.state === 'open' ? (
        <AreaField label={t.note} hint={t.noteHint} value={note} onChange={setNote} maxLength={1000} />
      ) : null}
      <div className="ln-row">
        {signal.state === 'open' ? (
          <button
            type="button"
            className="ln-button"
            disabled={acknowledge.isPending}
            onClick={() => acknowledge.mutate({ id: signal.id, ...(note.trim() ? { note: note.trim() } : {}) })}
          >
            {t.acknowledge}
          </button>
        ) : null}
        {signal.caseId === null ? (
          <MakeCase signalId={signal.id} className="ln-button ln-primary" />
        ) : (
          <Link className="ln-button ln-primary" to={`/cases/${signal.caseId}`}>
            {t.openCase}
          </Link>
        )}
      </div>
    </div>
  );
}
