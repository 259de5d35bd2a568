import { useState } from 'react';
import { download, type FileType } from '../../../shell/api.ts';
import { useGo } from '../../../shell/Link.tsx';
import { useText } from '../../../shell/preferences.tsx';
import { Tag } from '../../../shell/widgets/Card.tsx';
import { ConfirmButton } from '../../../shell/widgets/ConfirmButton.tsx';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { type ReportView, useRemoveReport } from '../api.ts';
import { text } from '../text.ts';
import type { Run } from './picked.ts';

interface Props {
  view: ReportView;
  lang: 'zh' | 'en';
  onLang: (lang: string) => void;
  run: Run;
  busy: boolean;
}

const timeOf = (iso: string) => `${iso.slice(0, 10)} ${new Date(iso).toTimeString().slice(0, 5)}`;

/** Title and state, language, files, and the one step that comes next. */
export function ReportHeadBar({ view, lang, onLang, run, busy }: Props) {
  const t = useText(text);
  const { head, doc } = view;
  const go = useGo();
  const removing = useRemoveReport(head.id);
  const [fault, setFault] = useState<unknown>(null);
  const save = (as: FileType) =>
    download(`reports/${head.id}/file`, { as, query: { lang } }).then(() => setFault(null), setFault);
  const next =
    head.state === 'draft' ? (
      <ConfirmButton
        className="ln-button ln-primary"
        question={t.checkAsk}
        verb={t.check}
        disabled={busy}
        onConfirm={() => run({ do: 'check' })}
      >
        {t.check}
      </ConfirmButton>
    ) : (
      <ConfirmButton
        className="ln-button ln-primary"
        question={t.issueAsk}
        verb={t.issue}
        disabled={busy}
        onConfirm={() => run({ do: 'issue', open: false })}
      >
        {t.issue}
      </ConfirmButton>
    );
  return (
    <>
      <PageHeader
        title={doc.title}
        status={<Tag look={head.state === 'issued' ? 'blue' : 'grey'}>{t.states[head.state]}</Tag>}
        note={[
          head.number,
          t.dataDate(head.knownAt.slice(0, 10)),
          t.draftNo(head.revision),
          t.savedBy(head.author, timeOf(head.updatedAt)),
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <fieldset className="rp-lang">
              <legend className="ln-hidden">{t.lang}</legend>
              {(['zh', 'en'] as const).map((one) => (
                <button
                  key={one}
                  type="button"
                  className={`ln-chip${one === lang ? ' ln-on' : ''}`}
                  aria-pressed={one === lang}
                  onClick={() => onLang(one)}
                >
                  {t.langs[one]}
                </button>
              ))}
            </fieldset>
            {(['docx', 'pdf', 'xlsx'] as const).map((as) => (
              <button key={as} type="button" className="ln-button" onClick={() => void save(as)}>
                ↓ {as === 'docx' ? t.word : as === 'pdf' ? t.pdf : t.excel}
              </button>
            ))}
            {head.mayEdit ? (
              <ConfirmButton
                className="ln-button"
                question={t.removeAsk}
                verb={t.remove}
                danger
                disabled={busy}
                onConfirm={() => removing.mutateAsync().then(() => go('/reports'))}
              >
                {t.remove}
              </ConfirmButton>
            ) : null}
            {head.mayEdit ? next : null}
          </>
        }
      />
      {fault ? <ErrorState error={fault} /> : null}
    </>
  );
}
