import type { RoundView } from '../../../../../server/modules/statistics/forms/model.ts';
import { useText } from '../../../../shell/preferences.tsx';
import { text } from '../text.ts';

export type Counts = RoundView['counts'];

/** How many are in, as a bar and in words: approved, checked, to review, missing, each with its own pattern. */
export function Progress({ counts }: { counts: Counts }) {
  const t = useText(text).progress;
  const all = Math.max(1, counts.expected);
  const shares = [
    ['approved', counts.approved],
    ['checked', Math.max(0, counts.checked - counts.approved)],
    ['waiting', Math.max(0, counts.submitted - Math.max(counts.checked, counts.approved))],
  ] as const;
  return (
    <span className="stat-progress" title={t.detail(counts)}>
      <span className="stat-progress-bar" aria-hidden="true">
        {shares.map(([name, count]) => (
          <span key={name} className={`stat-share-${name}`} style={{ width: `${(count / all) * 100}%` }} />
        ))}
      </span>
      <span className="ln-small">{t.words(counts.submitted, counts.expected)}</span>
    </span>
  );
}
