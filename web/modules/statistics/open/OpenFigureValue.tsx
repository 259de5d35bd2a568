import type { OpenFigure, OpenIndicator } from '../../../../server/modules/statistics/open/model.ts';
import { useLanguage } from '../../../shell/preferences.tsx';
import { Figure } from '../../../shell/widgets/Figure.tsx';
import { shownValue } from '../quantity.ts';

/** A released figure in its published unit, with the way to its source. */
export function OpenFigureValue({ figure, of }: { figure: OpenFigure; of: Pick<OpenIndicator, 'unit' | 'shownAs'> }) {
  const language = useLanguage();
  const shown = shownValue(figure.value ?? 0, of, language);
  return (
    <Figure
      value={figure.value === null ? null : shown.value}
      unit={shown.unit}
      decimals={shown.decimals}
      missing={figure.missing ?? undefined}
      source={{ observation: figure.id }}
      synthetic={figure.synthetic}
      look="dense"
    />
  );
}
