import { useText } from '../preferences.tsx';
import { text } from './text.ts';

/** 演示数据. The large, hatched one is the top bar's; the small one goes into each chart, map and panel. */
export function SyntheticMark({ large = false }: { large?: boolean }) {
  const t = useText(text);
  return (
    <span className={large ? 'ln-demo' : 'ln-demo-small'} title={t.syntheticTitle}>
      {t.synthetic}
      {large ? <span className="ln-demo-more">{t.syntheticMore}</span> : null}
    </span>
  );
}
