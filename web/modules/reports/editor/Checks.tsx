import { useText } from '../../../shell/preferences.tsx';
import { Card } from '../../../shell/widgets/Card.tsx';
import type { ReportView } from '../api.ts';
import { text } from '../text.ts';
import { type Pick, showBlock } from './picked.ts';

const SHAPES = { ok: '☑', note: '◌', warn: '▲', bar: '▼' } as const;

/** What is looked at before the report is sent; each leads to where it is. */
export function Checks({ checks, onPick }: { checks: ReportView['checks']; onPick: Pick }) {
  const t = useText(text);
  return (
    <Card title={t.checks}>
      <ul className="rp-checks">
        {checks.map((check) => {
          const block = check.blocks[0];
          return (
            <li key={check.code} className={`rp-check-${check.level}`}>
              <span role="img" aria-label={t.words[check.level]}>
                {SHAPES[check.level]}
              </span>{' '}
              {check.text}{' '}
              {block ? (
                <button
                  type="button"
                  className="ln-link"
                  onClick={() => {
                    onPick({ block, figure: null });
                    showBlock(block);
                  }}
                >
                  {t.look}
                </button>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
