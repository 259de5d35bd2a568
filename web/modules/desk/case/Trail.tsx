import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import { text } from '../text.ts';
import { momentOf } from '../times.ts';
import { FileLink } from './FileLink.tsx';

/** All that happened, the newest first; nothing of it can be changed. */
export function Trail({ detail }: { detail: CaseDetail }) {
  const t = useText(text).case;
  const language = useLanguage();
  return (
    <Card title={t.trail} note={t.trailNote}>
      <ol className="desk-trail">
        {detail.events
          .toSorted((a, b) => b.seq - a.seq)
          .map((event) => (
            <li key={event.seq}>
              <time className="ln-caption ln-third" dateTime={event.at}>
                {momentOf(event.at, language)}
              </time>
              <div>
                <b>{event.by}</b>
                <div className="ln-small">{event.text}</div>
                {event.note ? <div className="ln-small ln-second desk-note">{event.note}</div> : null}
                {event.document ? <FileLink caseId={detail.id} file={event.document} /> : null}
              </div>
            </li>
          ))}
      </ol>
    </Card>
  );
}
