import { shownUnit } from '@liannao/statistics';
import type { IndicatorView } from '../../../../server/modules/statistics/model.ts';
import { dimensionWords } from '../../../../server/modules/statistics/model.ts';
import { type Language, useLanguage, useText } from '../../../shell/preferences.tsx';
import { Card, Facts } from '../../../shell/widgets/Card.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { shownValue } from '../quantity.ts';
import { type StatisticsTexts, text } from '../text.ts';

/** What is measured, how it adds up, and after which rule. */
export function Definition({ indicator }: { indicator: IndicatorView }) {
  const t = useText(text);
  const language = useLanguage();
  const d = t.definition;
  const stop = language === 'zh' ? '、' : ', ';
  const cuts = indicator.scopeDimensions
    .filter((name) => name !== 'region')
    .map((name) => dimensionWords(name, language));
  const notes = (language === 'zh' && indicator.notesZh) || indicator.notes;
  const fact = (name: string, value: string | false | null | undefined) => (value ? [{ name, value }] : []);
  return (
    <Card title={d.title}>
      <div className="statistics-definition">
        <Facts
          items={[
            ...fact(d.code, indicator.code),
            ...fact(d.synonyms, indicator.synonyms.join(stop)),
            ...fact(
              d.unit,
              d.unitBoth(shownUnit(indicator.shownAs, language).word, shownUnit(indicator.unit, language).word),
            ),
            ...fact(d.frequency, t.frequencies[indicator.frequency] ?? indicator.frequency),
            ...fact(d.direction, t.directions[indicator.direction]),
            ...fact(d.timeRule, t.timeRules[indicator.timeRule] ?? indicator.timeRule),
            ...fact(d.regionRule, t.regionRules[indicator.regionRule] ?? indicator.regionRule),
            ...fact(d.scope, cuts.join(stop) || d.noScope),
            ...fact(d.source, sourceWords(indicator, t)),
            ...fact(d.range, rangeWords(indicator, language)),
            ...fact(d.notes, [indicator.seasonal ? d.seasonal : '', notes].filter(Boolean).join(' ')),
            ...fact(d.standard, indicator.standard),
          ]}
        />
      </div>
    </Card>
  );
}

function sourceWords({ source }: IndicatorView, t: StatisticsTexts): string {
  const kind = t.sources[String(source.kind)] ?? String(source.kind);
  const form = source.form as { id?: unknown; field?: unknown } | undefined;
  const more =
    typeof source.formula === 'string'
      ? source.formula
      : form
        ? t.definition.form(String(form.id), String(form.field))
        : typeof source.query === 'string'
          ? t.definition.query(source.query)
          : '';
  return [kind, more].filter(Boolean).join(' · ');
}

function rangeWords(indicator: IndicatorView, language: Language): string | null {
  const { rangeLow: low, rangeHigh: high } = indicator;
  if (low === null && high === null) return null;
  const { unit } = shownValue(0, indicator, language);
  const ends = [low, high].map((end) =>
    end === null ? '…' : formatNumber(shownValue(end, indicator, language).value),
  );
  return `${ends.join('–')} ${unit}`.trim();
}
