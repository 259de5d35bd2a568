import type { Actor, Tx } from '../../kernel/access/actor.ts';
import { audit } from '../../kernel/audit/audit.ts';
import { notFound, unprocessable } from '../../kernel/errors.ts';
import { appendObservation, findCurrent } from '../../kernel/observation/queries.ts';
import { type CheckedFigure, checkFigure, type FieldFault, type FigureField } from './check-figure.ts';
import { loadIndicatorNames } from './indicator-names.ts';
import type { ObservationInput, ObservationSaved } from './model.ts';
import { selectObservation } from './observation-queries.ts';
import { loadRegionNames } from './region-names.ts';
import { scopeText } from './scope.ts';
import { type Locale, type Text, textFor } from './text.ts';
import { observationView } from './views.ts';

const BODY_FIELD: Readonly<Record<FigureField, string>> = {
  indicator: 'body.indicatorCode',
  scope: 'body.scope',
  region: 'body.regionCode',
  period: 'body.period',
  value: 'body.value',
  missing: 'body.missing',
  unit: 'body.unit',
  status: 'body.status',
  reason: 'body.reason',
};

/** One figure entered by hand. A second one for the same period is a revision, and says why. */
export async function enterObservation(tx: Tx, actor: Actor, input: ObservationInput): Promise<ObservationSaved> {
  const names = { indicators: await loadIndicatorNames(tx), regions: await loadRegionNames(tx) };
  const raw = {
    indicator: input.indicatorCode,
    scope: scopeText(input.scope),
    region: input.regionCode,
    period: input.period,
    value: input.value === null ? '' : String(input.value),
    missing: input.missing ?? '',
    unit: input.unit,
    status: input.status,
  };
  const checked = checkFigure(raw, names, actor.locale);
  if ('faults' in checked) throw refusal(checked.faults, actor.locale);
  const { figure } = checked;
  const current = await findCurrent(tx, keyOf(figure));
  const unchanged = current !== undefined && sameFigure(current, figure);
  if (!unchanged && !input.reason?.trim()) {
    const why = reasonWanted(figure, current, textFor(actor.locale));
    if (why) throw refusal([why], actor.locale);
  }
  const { id, outcome } = unchanged
    ? { id: current.id, outcome: 'unchanged' as const }
    : await appendObservation(tx, {
        ...keyOf(figure),
        value: figure.value,
        missing: figure.missing,
        status: figure.status,
        synthetic: false,
        open: current?.open ?? false,
        source: { kind: 'entry', note: input.sourceNote, by: actor.name },
        reason: input.reason,
        importRunId: null,
        enteredBy: actor.userId,
      });
  if (!unchanged) {
    await audit(tx, actor, {
      action: `observation.${outcome === 'new' ? 'enter' : 'revise'}`,
      subject: `observation:${id}`,
      detail: { ...keyOf(figure), value: figure.value, missing: figure.missing, reason: input.reason },
    });
  }
  const row = await selectObservation(tx, id);
  if (!row) throw notFound('observation', id);
  const warnings = figure.outside
    ? [{ field: BODY_FIELD.value, code: 'outside-range', message: figure.outside.warning }]
    : [];
  return { observation: observationView(row, actor.locale), outcome, warnings };
}

export const keyOf = (figure: CheckedFigure) => ({
  indicatorCode: figure.indicator.code,
  scopeKey: figure.scopeKey,
  regionCode: figure.regionCode,
  partyId: null,
  period: figure.period,
});

/** Why the figure needs a reason; null where it needs none. What was withdrawn is as if it had never been. */
export function reasonWanted(
  figure: CheckedFigure,
  current: { readonly missing: string | null } | undefined,
  say: Text,
): FieldFault | null {
  if (figure.outside) return figure.outside.fault;
  if (!current || current.missing === 'withdrawn') return null;
  const { period: value } = figure;
  return { field: 'reason', code: 'reason-required', value, problem: say.reasonRequired(), remedy: say.reasonForm() };
}

/** Whether writing the figure would change anything that a reader sees. */
export const sameFigure = (
  current: { readonly value: number | null; readonly missing: string | null; readonly status: string },
  figure: Pick<CheckedFigure, 'value' | 'missing' | 'status'>,
): boolean => current.value === figure.value && current.missing === figure.missing && current.status === figure.status;

function refusal(faults: readonly FieldFault[], locale: Locale) {
  const stop = locale === 'zh' ? '；' : '. ';
  const messageOf = ({ problem, remedy }: FieldFault) => (remedy ? `${problem}${stop}${remedy}` : problem);
  return unprocessable(
    'observation-invalid',
    faults.map(messageOf).join(' '),
    faults.map((one) => ({ field: BODY_FIELD[one.field], code: one.code, message: messageOf(one) })),
  );
}
