import { useText } from '../../../shell/preferences.tsx';
import type { ItemView } from '../api.ts';
import { text } from '../text.ts';
import '../supervision.css';

const SHAPES: Record<ItemView['light'], string> = {
  red: 'M1 2H13L7 12Z',
  yellow: 'M7 1L13 12H1Z',
  blue: 'M1 7a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z',
  none: 'M2 6.5H12V7.5H2Z',
};

/** 临近蓝、滞后黄、逾期红: a shape and a word; colour only repeats them. */
export function Light({ light, reason }: { light: ItemView['light']; reason?: string }) {
  const t = useText(text);
  return (
    <span className={`su-light su-light-${light}`} title={reason}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path d={SHAPES[light]} fill="currentColor" />
      </svg>
      {t.lights[light]}
    </span>
  );
}
