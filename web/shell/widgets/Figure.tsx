import { decimalsOf, type MissingKind } from '@liannao/statistics';
import { useEffect, useId, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useText } from '../preferences.tsx';
import { formatChange, formatNumber } from './number.ts';
import { type FigureSource, sourceKey, useProvenance } from './provenance.ts';
import { SyntheticMark } from './SyntheticMark.tsx';
import { text } from './text.ts';

/** The kinds of not-a-number that are never folded into one; 0 is a value. */
export type Missing = MissingKind | { kind: 'not-yet-reported'; firms: number };

export interface FigureProps {
  /** The unrounded value; null with `missing` saying why. */
  value: number | null | undefined;
  /** '万辆', '%'. Leave out in a column whose header has it. */
  unit?: string | undefined;
  /** Default: what the unit is published with (亿元 1, 万辆 1, % 1, counts 0, GWh 2); without a unit, as written. */
  decimals?: number | undefined;
  missing?: Missing | undefined;
  /** Where it comes from. A figure without a source is not shown underlined and cannot be asked. */
  source?: FigureSource | undefined;
  /** '1–8月' beside it in small grey. */
  period?: string | undefined;
  /** '＞', '≥', '≈' before it. */
  comparator?: string | undefined;
  /** Written with + or −. */
  change?: boolean;
  /** A sum with missing parts. */
  incomplete?: boolean;
  synthetic?: boolean | undefined;
  /** 'key' is the 25/36 key figure; 'dense' underlines only on row hover and focus. */
  look?: 'text' | 'key' | 'dense';
}

/** The only way to print a value: number, unit, and the way back to its source. */
export function Figure(props: FigureProps) {
  const { value, unit, period, comparator, look = 'text' } = props;
  const decimals = props.decimals ?? (unit ? decimalsOf(unit) : undefined);
  const t = useText(text);
  const known = value !== null && value !== undefined && Number.isFinite(value) && !props.missing;
  const shown = known ? (props.change ? formatChange : formatNumber)(value, decimals) : missingWords(props.missing, t);
  const number = (
    <>
      {comparator && known ? <span className="ln-comparator">{comparator} </span> : null}
      {shown}
    </>
  );
  const tail = (
    <>
      {unit && known ? <span className="ln-unit">{unit}</span> : null}
      {period ? <span className="ln-period"> {period}</span> : null}
      {props.incomplete ? <span className="ln-period"> {t.incomplete}</span> : null}
    </>
  );
  const className = `ln-figure ln-figure-${look}${known ? '' : ' ln-missing'}`;
  if (!props.source) {
    return (
      <span className={className} title={known ? undefined : missingTitle(props.missing, t)}>
        {number}
        {tail}
      </span>
    );
  }
  return (
    <span className={className}>
      <AskableNumber {...props} source={props.source} label={`${shown} ${known ? (unit ?? '') : ''}`}>
        {number}
      </AskableNumber>
      {tail}
    </span>
  );
}

type Texts = (typeof text)['zh'];

function missingWords(missing: Missing | undefined, t: Texts): string {
  if (typeof missing === 'object') return t.missing[missing.kind] + t.firms(missing.firms);
  return t.missing[missing ?? 'unknown'];
}
const missingTitle = (missing: Missing | undefined, t: Texts) =>
  t.missingTitle[typeof missing === 'object' ? missing.kind : (missing ?? 'unknown')];

function AskableNumber(props: FigureProps & { source: FigureSource; label: string; children: React.ReactNode }) {
  const t = useText(text);
  const key = sourceKey(props.source);
  const { hash } = useLocation();
  const navigate = useNavigate();
  const open = hash === `#fig=${encodeURIComponent(key)}` || hash === `#fig=${key}`;
  const [card, setCard] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const anchor = useRef<HTMLButtonElement>(null);
  const cardId = useId();
  const later = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCard(true), 300);
  };
  const away = () => {
    clearTimeout(timer.current);
    setCard(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = () => {
    away();
    navigate({ search: location.search, hash: open ? '' : `#fig=${key}` }, { replace: true });
  };
  return (
    <>
      <button
        type="button"
        ref={anchor}
        className={`ln-ask${open ? ' ln-open' : ''}`}
        onMouseEnter={later}
        onMouseLeave={away}
        onFocus={later}
        onBlur={away}
        onClick={(event) => {
          event.stopPropagation();
          ask();
        }}
        aria-label={`${props.label}：${t.openSource}`}
        aria-describedby={card ? cardId : undefined}
        aria-expanded={open}
      >
        {props.children}
      </button>
      {card && anchor.current ? (
        <FigureCard id={cardId} anchor={anchor.current} sourceKey={key} figure={props} />
      ) : null}
    </>
  );
}

function FigureCard(props: { id: string; anchor: HTMLElement; sourceKey: string; figure: FigureProps }) {
  const t = useText(text);
  const { data, known } = useProvenance(props.sourceKey, true);
  const box = props.anchor.getBoundingClientRect();
  const above = box.bottom > innerHeight - 170;
  const style = {
    left: Math.max(8, Math.min(box.left, innerWidth - 330)),
    ...(above ? { bottom: innerHeight - box.top + 6 } : { top: box.bottom + 6 }),
  };
  const { value, unit, period, missing } = props.figure;
  return (
    <span role="tooltip" id={props.id} className="ln-figure-card" style={style}>
      {data ? (
        <>
          <b>{data.title}</b>
          <span>{[data.region, data.period].filter(Boolean).join(' · ')}</span>
        </>
      ) : (
        <span>{period}</span>
      )}
      <span>
        {t.unrounded}{' '}
        {data?.unrounded ?? (value === null || value === undefined ? missingTitle(missing, t) : formatNumber(value))}
        {unit ? <span className="ln-unit">{unit}</span> : null}
      </span>
      {data ? (
        <>
          <span>
            {[
              data.state ? t.valueState[data.state] : '',
              data.version ? t.version(data.version) : '',
              data.decided ?? '',
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <span className="ln-third">{data.source}</span>
        </>
      ) : known ? (
        <span className="ln-third">{t.loading(t.loadingPlain)}</span>
      ) : null}
      {props.figure.synthetic || data?.synthetic ? <SyntheticMark /> : null}
    </span>
  );
}
