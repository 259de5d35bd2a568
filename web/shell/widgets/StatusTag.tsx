import { useText } from '../preferences.tsx';
import type { JudgementState } from './states.ts';
import { text } from './text.ts';

/** The shape of a state. It never stands alone: a word is beside it. */
export function StatusShape({ state, size = 12 }: { state: JudgementState; size?: number }) {
  return (
    <svg className={`ln-shape ln-is-${state}`} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

const shapes = {
  met: (
    <>
      <rect x="0.5" y="0.5" width="13" height="13" rx="3" fill="currentColor" />
      <path
        d="M3.5 7.3l2.4 2.4 4.6-5.2"
        stroke="var(--surface)"
        strokeWidth="1.8"
        fill="none"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  'on-track': <circle cx="7" cy="7" r="5.5" fill="currentColor" />,
  'at-risk': (
    <>
      <path d="M7 .8 13.6 12.8H.4z" fill="currentColor" />
      <path d="M7 5v3.6M7 10.6v.3" stroke="var(--surface)" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  'off-track': <path d="M7 13.4.2 2h13.6z" fill="currentColor" />,
  unknown: (
    <>
      <circle cx="7" cy="7" r="5.7" fill="none" stroke="currentColor" strokeWidth="1.4" strokeDasharray="2.4 1.9" />
      <path
        d="M5.4 5.6c.1-1.1.8-1.6 1.7-1.6s1.7.6 1.7 1.5c0 1.1-1.7 1.3-1.7 2.5M7.1 9.7v.3"
        stroke="currentColor"
        strokeWidth="1.3"
        fill="none"
        strokeLinecap="round"
      />
    </>
  ),
} as const satisfies Record<JudgementState, unknown>;

export interface StatusTagProps {
  state: JudgementState;
  /** Why; always given for 'unknown': 'no-data', 'not-bound', 'no-base-year', 'not-due-yet', or a sentence of your own. */
  reason?: string | undefined;
  /** Show the reason as words beside the tag (else it is the title). Default: for 'unknown'. */
  withReason?: boolean;
  /** Without the tint, for running text and chips. */
  bare?: boolean;
}

/** A judgement: shape, word and colour together. */
export function StatusTag({ state, reason, withReason = state === 'unknown', bare = false }: StatusTagProps) {
  const t = useText(text);
  const words = reason ? (t.reasons[reason] ?? reason) : undefined;
  return (
    <span className="ln-status-box" title={words}>
      <span className={`ln-status ln-is-${state}${bare ? ' ln-bare' : ''}`}>
        <StatusShape state={state} />
        {t.states[state]}
      </span>
      {words && withReason ? <span className="ln-small ln-third">{words}</span> : null}
      {words && !withReason ? <span className="ln-hidden">{words}</span> : null}
    </span>
  );
}
