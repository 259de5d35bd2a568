import { Fragment } from 'react';

/** Shortcuts as they stand in a footer: [J] [K] 上下 [Enter] 打开. */
export function KeyHints({ hints }: { hints: readonly { keys: readonly string[]; label: string }[] }) {
  return (
    <span className="ln-keys ln-small ln-third">
      {hints.map(({ keys, label }) => (
        <span key={label}>
          {keys.map((key) => (
            <Fragment key={key}>
              <kbd>{key}</kbd>{' '}
            </Fragment>
          ))}
          {label}
        </span>
      ))}
    </span>
  );
}
