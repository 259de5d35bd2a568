import { useText } from '../../../shell/preferences.tsx';
import { useUrlState } from '../../../shell/url.ts';
import { PageHeader } from '../../../shell/widgets/PageHeader.tsx';
import { Tabs } from '../library/Tabs.tsx';
import { Bodies } from '../responsibility/Bodies.tsx';
import { Units } from '../responsibility/Units.tsx';
import { text } from '../responsibility-text.ts';
import '../library/library.css';

const views = ['units', 'matrix', 'bodies'] as const;
type View = (typeof views)[number];

/** Who answers for what: unit by unit, unit against plan, and the bodies that coordinate them. */
export function Responsibilities() {
  const t = useText(text);
  const [body] = useUrlState('body', '');
  // The search of the frame leads to a body by `?body=`.
  const [view, setView] = useUrlState<View>('view', body ? 'bodies' : 'units');
  return (
    <>
      <PageHeader title={t.title} />
      <Tabs
        label={t.views.label}
        tabs={views.map((key) => ({ key, label: t.views[key] }))}
        current={view}
        onChange={(next) => setView(next)}
      >
        <div className="pl-panel">{view === 'bodies' ? <Bodies /> : <Units view={view} />}</div>
      </Tabs>
    </>
  );
}
