import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { membersOf } from '../../../../server/modules/statistics/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { SelectField, TextField } from '../../../shell/widgets/fields.tsx';
import { IndicatorPick } from './IndicatorPick.tsx';
import type { Question } from './question.ts';
import { ScopePick } from './ScopePick.tsx';
import { Shelves } from './Shelves.tsx';
import { text } from './text.ts';

export interface BuilderProps {
  question: Question;
  catalogue: readonly IndicatorView[];
  onChange: (question: Question) => void;
}

const PARTY = ['size-class', 'chain-role', 'ownership', 'above-scale', 'region'].map((field) => `party:${field}`);

/** What is asked: indicators, axes, regions, periods, measure. */
export function Builder({ question, catalogue, onChange }: BuilderProps) {
  const t = useText(text);
  const chosen = catalogue.filter(({ code }) => question.indicators.includes(code));
  const cuts = [...new Set(chosen.flatMap(({ scopeDimensions }) => scopeDimensions))].filter(
    (name) => name !== 'region' && membersOf(name).length > 0,
  );
  const dimensions = ['indicator', 'region', 'period', ...cuts.map((name) => `scope:${name}`), ...PARTY];
  const set = (change: Partial<Question>) => onChange({ ...question, ...change });
  return (
    <section className="ln-card ln-card-body ln-stack analysis-builder" aria-label={t.title}>
      <IndicatorPick
        catalogue={catalogue}
        chosen={question.indicators}
        onChange={(indicators) => onChange(withIndicators(question, indicators))}
      />
      <Shelves question={question} dimensions={dimensions} onChange={onChange} />
      <ScopePick question={question} dimensions={cuts} onChange={onChange} />
      <div className="analysis-fields">
        <SelectField label={t.regions} options={t.level} value={question.level} onChange={(level) => set({ level })} />
        <SelectField label={t.kind} options={t.kinds} value={question.kind} onChange={(kind) => set({ kind })} />
        <TextField label={t.from} type="month" value={question.from} onChange={(from) => set({ from })} />
        <TextField label={t.to} type="month" value={question.to} onChange={(to) => set({ to })} />
        <SelectField
          label={t.measure}
          options={t.measures}
          value={question.measure}
          onChange={(measure) => set({ measure })}
        />
        <TextField label={t.asOf} type="date" value={question.asOf} onChange={(asOf) => set({ asOf })} />
      </div>
      <div className="ln-row analysis-wrap">
        <label className="ln-small">
          <input
            type="checkbox"
            checked={question.together}
            onChange={(event) => set({ together: event.target.checked })}
          />{' '}
          {t.together}
        </label>
        <label className="ln-small">
          <input
            type="checkbox"
            checked={question.published}
            onChange={(event) => set({ published: event.target.checked })}
          />{' '}
          {t.published}
        </label>
      </div>
    </section>
  );
}

/** Several indicators are never one number: the second one brings them onto an axis. */
function withIndicators(question: Question, indicators: readonly string[]): Question {
  const isOn = [...question.rows, ...question.columns].includes('indicator');
  const rows = indicators.length > 1 && !isOn ? ['indicator', ...question.rows] : question.rows;
  return { ...question, indicators, rows };
}
