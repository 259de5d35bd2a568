import { useMemo } from 'react';
import { textScale, usePreferences } from '../preferences.tsx';
import { type ChartColors, chartColors } from '../theme.ts';

/** Colours and text size of drawings as the reader has them now; stable, so it may stand in a memo's dependencies. */
export function useChartColors(): ChartColors {
  const { mode, textSize } = usePreferences();
  return useMemo(() => ({ ...chartColors[mode], scale: textScale[textSize] }), [mode, textSize]);
}
