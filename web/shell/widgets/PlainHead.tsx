import type { ReactNode } from 'react';

export interface PlainHeadProps {
  /** Said to a screen reader. */
  caption: string;
  columns: readonly string[];
  /** What comes after the named columns: a right-aligned heading, or an empty cell over buttons. */
  children?: ReactNode;
}

/** Caption and headings of an `ln-plain-table`. */
export function PlainHead({ caption, columns, children }: PlainHeadProps) {
  return (
    <>
      <caption className="ln-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          {children}
        </tr>
      </thead>
    </>
  );
}
