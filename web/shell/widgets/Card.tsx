import { type ReactNode, useId } from 'react';
import { SyntheticMark } from './SyntheticMark.tsx';

export interface CardProps {
  title?: ReactNode;
  /** Small grey beside the title: what is shown, unit, period. */
  note?: ReactNode;
  /** At the right of the title. */
  extra?: ReactNode;
  synthetic?: boolean | undefined;
  /** Without inner space, for a table. */
  flush?: boolean;
  children: ReactNode;
}

/** A block of a page: title, note, content. */
export function Card({ title, note, extra, synthetic, flush = false, children }: CardProps) {
  const id = useId();
  return (
    <section className="ln-card" aria-labelledby={title ? id : undefined}>
      {title || extra ? (
        <header>
          {title ? <h2 id={id}>{title}</h2> : null}
          {note ? <span className="ln-small ln-third">{note}</span> : null}
          <span className="ln-grow" />
          {extra}
          {synthetic ? <SyntheticMark /> : null}
        </header>
      ) : null}
      <div className={flush ? 'ln-card-flush' : 'ln-card-body'}>{children}</div>
    </section>
  );
}

/** The sentence that a page opens with, 17/29; the rule or source below it in small. */
export function Sentence({ children, note }: { children: ReactNode; note?: ReactNode }) {
  return (
    <section className="ln-card ln-card-body">
      <p className="ln-sentence">{children}</p>
      {note ? <p className="ln-small ln-third">{note}</p> : null}
    </section>
  );
}

/** Facts as name and value, in two columns. */
export function Facts({ items }: { items: readonly { name: string; value: ReactNode }[] }) {
  return (
    <dl className="ln-facts">
      {items.map((item) => (
        <div key={item.name}>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A small tag; grey or blue for states of work, red only for the one urgency. Judgements are StatusTag's. */
export function Tag({ look = 'grey', children }: { look?: 'grey' | 'blue' | 'red'; children: ReactNode }) {
  return <span className={`ln-tag ln-tag-${look}`}>{children}</span>;
}
