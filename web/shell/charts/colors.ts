import { usePreferences } from '../preferences.tsx';
import { type ChartColors, chartColors } from '../theme.ts';

/** The colours of drawings in the current light or dark. */
export const useChartColors = (): ChartColors => chartColors[usePreferences().mode];
