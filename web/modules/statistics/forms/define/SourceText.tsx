import { saveBlob } from '../../../../shell/api.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { text } from '../text.ts';

/** The definition for those who may not change it: to read and to take along. */
export function SourceText({ form, source }: { form: string; source: string }) {
  const t = useText(text).define;
  return (
    <div className="ln-stack">
      <p className="ln-small ln-third">{t.readOnly}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="ln-card stat-source" tabIndex={0} aria-label={t.tabs.source}>
        <pre>{source}</pre>
      </section>
      <div>
        <button
          type="button"
          className="ln-button"
          onClick={() => saveBlob(new Blob([source], { type: 'text/yaml' }), `${form}.yaml`)}
        >
          {t.download}
        </button>
      </div>
    </div>
  );
}
