import type { FormulaOperand } from '@liannao/statistics';
import type { Tx } from '../../kernel/access/actor.ts';
import { parseScopeKey } from '../../kernel/observation/scope.ts';
import { formulaText, indicatorTitle } from './catalogue.ts';
import type { SeriesKey } from './figure-ref.ts';
import { formulaWords } from './formula-text.ts';
import { type Step, shown, step } from './provenance-step.ts';
import { loadSeries, type SeriesSet } from './series.ts';
import { type Locale, textFor } from './text.ts';

/** The formula with its numbers put in, and what to know of what it gives, or why it gives nothing. */
export async function formulaStep(
  tx: Tx,
  asked: { key: SeriesKey; period: string; locale: Locale; set?: SeriesSet },
): Promise<Step | null> {
  const { key, period, locale } = asked;
  const set = asked.set ?? (await loadSeries(tx, [key]));
  const indicator = set.catalogue.get(key.indicatorCode);
  const formula = indicator && formulaText(indicator);
  if (!indicator || !formula) return null;
  const say = formulaWords(locale);
  const derived = set.derivation(key, period);
  const parts = (derived?.parts ?? []).map((part) => {
    const of = set.catalogue.get(part.operand.code);
    // Its basis is said by the operand, and no indicator has a name for it.
    const { basis: _, ...scope } = parseScopeKey(part.key.scopeKey);
    const name = of ? indicatorTitle(of, locale, scope) : part.operand.code;
    return { ...part, of, label: say.operand(name, part.operand) };
  });
  const nameOf = (operand: FormulaOperand) => parts.find((part) => part.operand === operand)?.label ?? operand.code;
  // From the end, so that places before it still hold.
  const text = parts
    .toSorted((a, b) => b.operand.at - a.operand.at)
    .reduce((words, { operand, of, label, value, averaged }) => {
      const written = value === null || !of ? textFor(locale).missing.unknown : shown(value, of, locale);
      const said = `${label} ${averaged ? say.mean(written) : written}`;
      return words.slice(0, operand.at) + said + words.slice(operand.end);
    }, formula);
  const outcome = derived?.outcome;
  const remark = !outcome ? '' : outcome.kind === 'none' ? say.why(outcome, nameOf) : say.note(outcome);
  return step(
    'formula',
    textFor(locale).steps.formula,
    text + remark,
    parts.flatMap(({ figures, of, label, averaged }) =>
      figures.map((figure, i) => ({
        label: averaged ? say.end(label, i === 0) : label,
        value: figure?.value ?? null,
        unit: of?.unit ?? '',
        observationId: figure?.ref ?? null,
      })),
    ),
  );
}
