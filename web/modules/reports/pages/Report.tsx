import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { Part } from '../../../shell/widgets/Part.tsx';
import { SaveFailure } from '../../../shell/widgets/SaveFailure.tsx';
import { type ReportView, reportQuery, useReportAction } from '../api.ts';
import { Changes } from '../editor/Changes.tsx';
import { Checks } from '../editor/Checks.tsx';
import { FigureCard } from '../editor/FigureCard.tsx';
import { Outline } from '../editor/Outline.tsx';
import { Paper } from '../editor/Paper.tsx';
import type { Picked } from '../editor/picked.ts';
import { ReportHeadBar } from '../editor/ReportHeadBar.tsx';
import { text } from '../text.ts';
import '../editor/reports.css';

/** A report: contents at the left, the page as it prints, and what changed and is to be checked at the right. */
export function Report() {
  const { id = '' } = useParams();
  const t = useText(text);
  const own = useLanguage();
  const [lang, setLang] = useUrlState('lang', own);
  const shown = lang === 'en' ? 'en' : 'zh';
  const query = useQuery(reportQuery(id, shown));
  return (
    <Part query={query} what={t.what} loading={{ shape: 'page' }}>
      {(view) => <Editor key={view.head.id} view={view} lang={shown} onLang={setLang} />}
    </Part>
  );
}

function Editor({ view, lang, onLang }: { view: ReportView; lang: 'zh' | 'en'; onLang: (lang: string) => void }) {
  const t = useText(text);
  const [picked, setPicked] = useState<Picked>({ block: null, figure: null });
  const action = useReportAction(view, lang);
  const run = (wanted: Parameters<typeof action.mutateAsync>[0]) => action.mutateAsync(wanted).catch(() => undefined);
  const { mayEdit } = view.head;
  return (
    <>
      <ReportHeadBar view={view} lang={lang} onLang={onLang} run={run} busy={action.isPending} />
      <SaveFailure error={action.error} conflict={t.conflict} />
      <div className="rp-editor">
        <Outline view={view} lang={lang} picked={picked} onPick={setPicked} run={run} busy={action.isPending} />
        <Paper view={view} picked={picked} onPick={setPicked} />
        <aside className="rp-side">
          {view.head.state === 'issued' ? null : (
            <Changes changes={view.changes} mayEdit={mayEdit} busy={action.isPending} run={run} onPick={setPicked} />
          )}
          <FigureCard view={view} picked={picked} run={run} busy={action.isPending} />
          {view.head.state === 'issued' ? null : <Checks checks={view.checks} onPick={setPicked} />}
        </aside>
      </div>
    </>
  );
}
