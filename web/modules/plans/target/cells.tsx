import type { TargetView } from '../../../../server/modules/plans/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { PathBar } from '../../../shell/widgets/PathBar.tsx';
import { actualSource } from '../ledger/links.ts';
import { forReader, inTargetUnit, isRate, shortPeriod, spoken, targetNumber, unitWords } from '../ledger/quantity.ts';
import { text as ledgerText } from '../ledger-text.ts';
import { text } from '../target-text.ts';

/** '目标 ＞ 20 万辆 · 2025 年底', for lists of other modules. */
export function TargetGoal({ target }: { target: TargetView }) {
  const t = useText(text);
  const ledger = useText(ledgerText);
  const language = useLanguage();
  const goal = t.goal(targetNumber(target, ledger, language), unitWords(target.unit, language));
  return target.deadline === null ? goal : `${goal} · ${t.endOf(target.deadline)}`;
}

/** The figure that the target is judged by, with its unit and the way back to its source. */
export function TargetActual({ target, month, bare = false }: { target: TargetView; month: string; bare?: boolean }) {
  const ledger = useText(ledgerText);
  const language = useLanguage();
  const actual = target.judgement?.actual;
  if (!actual) return <Figure value={null} missing="unknown" />;
  const shown = forReader(inTargetUnit(target, actual.value, actual.unit), language);
  return (
    <Figure
      value={shown.value}
      decimals={shown.decimals}
      unit={shown.unit}
      period={bare ? undefined : shortPeriod(actual.period, month, ledger, language)}
      source={actualSource(target)}
      synthetic={actual.synthetic}
    />
  );
}

export function TargetPath({ target, width = 150 }: { target: TargetView; width?: number }) {
  const language = useLanguage();
  const judged = target.judgement;
  return (
    <PathBar
      actual={judged?.actual?.value}
      expected={judged?.expected}
      target={judged?.goal}
      state={judged?.state ?? 'unknown'}
      inWords={(value) => spoken(target, value, language)}
      width={width}
    />
  );
}

/** '应达 13.3，差 2.1': both lead to the judgement; rates differ in points. */
export function TargetGap({ target, bare = false }: { target: TargetView; bare?: boolean }) {
  const t = useText(text);
  const language = useLanguage();
  const judged = target.judgement;
  if (!judged || judged.expected === null || judged.gap === null) return null;
  const shown = (value: number) => forReader(inTargetUnit(target, value), language);
  const [expected, gap] = [shown(judged.expected), shown(Math.abs(judged.gap))];
  const points = isRate(target.indicatorUnit);
  const source = { judgement: target.id };
  // A whole number of the path would hide that 0.4 of a thing is missing.
  const digits = (value: number, decimals: number) => (decimals === 0 && value < 10 && value % 1 !== 0 ? 1 : decimals);
  return (
    <>
      {bare ? null : (
        <>
          {t.expectedShort}{' '}
          <Figure value={expected.value} decimals={digits(expected.value, expected.decimals)} source={source} />
          {language === 'zh' ? '，' : ', '}
        </>
      )}
      {judged.gap < 0 ? t.behindShort : t.aheadShort}{' '}
      <Figure
        value={gap.value}
        decimals={points ? 1 : digits(gap.value, gap.decimals)}
        unit={points && !bare ? t.points : undefined}
        source={source}
      />
    </>
  );
}
