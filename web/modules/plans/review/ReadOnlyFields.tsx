import { useText } from '../../../shell/preferences.tsx';
import { Facts } from '../../../shell/widgets/Card.tsx';
import type { TargetView } from '../review-api.ts';
import { text } from '../review-text.ts';
import { quantityOf, unitWords } from './words.ts';

/** The same facts for whoever may look but not change. */
export function ReadOnlyFields({ target }: { target: TargetView }) {
  const t = useText(text);
  const f = t.fields;
  const units = target.responsible.map(({ unit, role }) => (role === 'lead' ? t.leadOf(unit) : unit)).join('、');
  return (
    <Facts
      items={[
        { name: f.value, value: `${quantityOf(target, t)} ${unitWords(target.unit)}` },
        { name: f.deadline, value: target.deadline === null ? t.noDeadline : t.year(target.deadline) },
        { name: f.accumulation, value: t.accumulation[target.accumulation] },
        { name: f.region, value: t.regionOf(target.regionName, target.region.name) },
        ...(target.baselineYear === null ? [] : [{ name: f.baselineYear, value: t.year(target.baselineYear) }]),
        { name: f.indicatorCode, value: target.indicatorTitle ?? '—' },
        { name: f.responsible, value: units || t.noUnits },
      ]}
    />
  );
}
