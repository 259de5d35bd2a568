import { parsePeriod, periodCode, periodLabel } from '@liannao/statistics';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegionRef } from '../../../../server/kernel/model.ts';
import type { IndicatorView, ObservationView } from '../../../../server/modules/statistics/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { ApiProblem } from '../../../shell/problem.ts';
import { ErrorState } from '../../../shell/widgets/ErrorState.tsx';
import { Field } from '../../../shell/widgets/Field.tsx';
import { TextField } from '../../../shell/widgets/fields.tsx';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { text as widgetText } from '../../../shell/widgets/text.ts';
import { seriesQuery, useEnterFigure } from '../api.ts';
import { inWords } from '../quantity.ts';
import { text } from '../text.ts';
import {
  checkEntry,
  type EntryDraft,
  emptyDraft,
  followingPeriod,
  inputOf,
  periodOf,
  unitsFor,
} from './entry-draft.ts';
import { RegionInput } from './RegionInput.tsx';
import { ScopeInputs } from './ScopeInputs.tsx';
import { scopeKeyOf } from './series.ts';

export interface EntryPanelProps {
  indicator: IndicatorView;
  region: RegionRef;
  onClose: () => void;
}

/** One figure entered by hand; a second one for the same period is a revision and says why. */
export function EntryPanel({ indicator, region, onClose }: EntryPanelProps) {
  const words = useText(text);
  const t = words.entry;
  const safe = useText(widgetText).safeTyped;
  const language = useLanguage();
  const [draft, setDraft] = useState<EntryDraft>(() => emptyDraft(indicator, region));
  const [tried, setTried] = useState(false);
  const enter = useEnterFigure();
  const existing = useExisting(indicator, draft);
  // What was withdrawn is as if it had never been; an odd figure asks for its reason once the server has seen it.
  const revises = existing !== null && existing.missing !== 'withdrawn';
  const [odd, setOdd] = useState(false);
  const errors = checkEntry(draft, revises, t);
  const refused = enter.error instanceof ApiProblem ? enter.error.byField() : {};
  const errorOf = (field: string) =>
    (tried ? errors[field as keyof typeof errors] : undefined) ?? refused[`body.${field}`] ?? refused[field];
  const put = (part: Partial<EntryDraft>) => {
    if (enter.isError || enter.isSuccess) enter.reset();
    setDraft({ ...draft, ...part });
  };
  const save = () => {
    setTried(true);
    if (Object.keys(errors).length > 0) return;
    enter.mutate(inputOf(draft, indicator.code), {
      onSuccess: () => {
        setTried(false);
        setOdd(false);
      },
      onError: (error) => {
        if (error instanceof ApiProblem && 'body.reason' in error.byField()) setOdd(true);
      },
    });
  };
  const next = followingPeriod(draft.period);
  const fieldErrors = Object.keys(refused).some((field) => field.startsWith('body.'));
  return (
    <SidePanel
      title={t.title}
      width={400}
      onClose={onClose}
      footer={
        <button type="button" className="ln-button ln-primary" disabled={enter.isPending} onClick={save}>
          {enter.isPending ? t.saving : existing ? t.saveRevision : t.save}
        </button>
      }
    >
      <form
        className="ln-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {enter.isError && !fieldErrors ? <ErrorState error={enter.error} safe={safe} /> : null}
        <RegionInput
          start={region}
          error={errorOf('region') ?? refused['body.regionCode']}
          onPick={(one) => put({ region: one })}
        />
        <PeriodField draft={draft} error={errorOf('period')} onChange={(period) => put({ period })} />
        {existing && !enter.isSuccess ? (
          <p className="ln-note ln-small">
            {t.existing(
              existing.value === null
                ? (words.missing[existing.missing ?? 'unknown'] ?? '')
                : inWords(existing.value, existing, language),
              existing.revision,
              words.statuses[existing.status] ?? existing.status,
            )}
          </p>
        ) : null}
        <div className="ln-pair">
          <Field label={t.value} error={errorOf('value')}>
            {(attributes) => (
              <input
                {...attributes}
                className="ln-input ln-right"
                inputMode="decimal"
                disabled={draft.missing !== ''}
                value={draft.missing === '' ? draft.value : ''}
                onChange={(event) => put({ value: event.target.value })}
              />
            )}
          </Field>
          <Field label={t.unit} error={errorOf('unit')}>
            {(attributes) => (
              <select
                {...attributes}
                className="ln-input"
                value={draft.unit}
                onChange={(event) => put({ unit: event.target.value })}
              >
                {unitsFor(indicator).map((unit) => (
                  <option key={unit}>{unit}</option>
                ))}
              </select>
            )}
          </Field>
          <Field label={t.missing} error={errorOf('missing')}>
            {(attributes) => (
              <select
                {...attributes}
                className="ln-input"
                value={draft.missing}
                onChange={(event) => put({ missing: event.target.value })}
              >
                <option value="">{t.hasValue}</option>
                {Object.entries(words.missing)
                  .filter(([kind]) => kind !== 'withdrawn')
                  .map(([kind, label]) => (
                    <option key={kind} value={kind}>
                      {label}
                    </option>
                  ))}
              </select>
            )}
          </Field>
          <Field label={t.status} error={errorOf('status')}>
            {(attributes) => (
              <select
                {...attributes}
                className="ln-input"
                value={draft.status}
                onChange={(event) => put({ status: event.target.value })}
              >
                {Object.entries(words.statuses).map(([status, label]) => (
                  <option key={status} value={status}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <ScopeInputs
          dimensions={indicator.scopeDimensions}
          whole={t.all}
          scope={draft.scope}
          error={errorOf('scope')}
          onChange={(scope) => put({ scope })}
        />
        <TextField
          label={t.sourceNote}
          hint={t.sourceHint}
          maxLength={500}
          value={draft.sourceNote}
          onChange={(sourceNote) => put({ sourceNote })}
        />
        {revises || odd || draft.reason !== '' ? (
          <Field
            label={odd ? t.reasonOdd : t.reason}
            hint={odd ? t.reasonOddHint : t.reasonHint}
            error={errorOf('reason')}
          >
            {(attributes) => (
              <input
                {...attributes}
                className="ln-input"
                maxLength={500}
                value={draft.reason}
                onChange={(event) => put({ reason: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        {enter.isSuccess ? (
          <div className="ln-note" role="status">
            <p>
              <b>{t.saved[enter.data.outcome]}</b> <a href={`#fig=observation:${enter.data.observation.id}`}>{t.see}</a>
            </p>
            {enter.data.warnings.map(({ message }) => (
              <p key={message} className="ln-small">
                {message}
              </p>
            ))}
            {next ? (
              <button
                type="button"
                className="ln-link"
                onClick={() => put({ period: periodCode(next), value: '', missing: '', reason: '' })}
              >
                {t.next(periodLabel(next, language))}
              </button>
            ) : null}
          </div>
        ) : null}
        <input type="submit" hidden />
      </form>
    </SidePanel>
  );
}

function PeriodField(props: { draft: EntryDraft; error: string | undefined; onChange: (period: string) => void }) {
  const t = useText(text).entry;
  const language = useLanguage();
  const { period } = props.draft;
  const parsed = parsePeriod(period);
  const suggestion = parsed.ok ? undefined : parsed.issues[0]?.suggestion;
  const hint = period !== '' && parsed.ok ? t.readAs(periodLabel(parsed.value, language)) : t.periodHint;
  return (
    <div>
      <Field label={t.period} hint={hint} error={props.error}>
        {(attributes) => (
          <input
            {...attributes}
            className="ln-input"
            value={period}
            onChange={(event) => props.onChange(event.target.value)}
          />
        )}
      </Field>
      {period !== '' && suggestion ? (
        <button type="button" className="ln-link ln-small" onClick={() => props.onChange(suggestion)}>
          {t.change(suggestion)}
        </button>
      ) : null}
    </div>
  );
}

/** The figure that stands for the same region, scope and period. */
function useExisting(indicator: IndicatorView, draft: EntryDraft): ObservationView | null {
  const language = useLanguage();
  const period = periodOf(draft.period);
  const code = period ? periodCode(period) : '';
  const { data } = useQuery({
    ...seriesQuery({ indicator: indicator.code, region: draft.region?.code, from: code, to: code }, language),
    enabled: period !== null && draft.region !== null,
    placeholderData: undefined,
  });
  const scope = scopeKeyOf(draft.scope);
  return data?.items.find((one) => one.period === code && scopeKeyOf(one.scope) === scope) ?? null;
}
