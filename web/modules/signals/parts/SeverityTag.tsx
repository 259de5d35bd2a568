import type { SignalView } from '../../../../server/kernel/signals/model.ts';
import { useText } from '../../../shell/preferences.tsx';
import { text } from '../text.ts';
import './severity.css';

type Severity = SignalView['severity'];

/** How severe a signal is: shape and word; the colour only repeats them. */
export function SeverityTag({ severity, size = 13 }: { severity: Severity; size?: number }) {
  const t = useText(text);
  return (
    <span className={`sig-severity sig-${severity}`}>
      <SeverityShape severity={severity} size={size} />
      {t.severities[severity]}
    </span>
  );
}

/** Four bars, one filled more with each step, so that the order is seen without colour. */
export function SeverityShape({ severity, size = 13 }: { severity: Severity; size?: number }) {
  return (
    <svg className={`sig-${severity}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {[0, 1, 2, 3].map((at) => (
        <rect
          key={at}
          x={0.5 + at * 3.5}
          y={9.5 - at * 3}
          width="2.6"
          height={4 + at * 3}
          fill={at < filled[severity] ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="0.8"
        />
      ))}
    </svg>
  );
}

const filled: Record<Severity, number> = { blue: 1, yellow: 2, orange: 3, red: 4 };
