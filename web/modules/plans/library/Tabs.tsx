import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

export interface TabsProps<T extends string> {
  label: string;
  tabs: readonly { key: T; label: ReactNode; count?: number | undefined }[];
  current: T;
  onChange: (key: T) => void;
  /** At the right end of the row. */
  extra?: ReactNode;
  children: ReactNode;
}

/** Tabs with their panel: arrows move between them, Tab goes into the panel. */
export function Tabs<T extends string>({ label, tabs, current, onChange, extra, children }: TabsProps<T>) {
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const at = tabs.findIndex(({ key }) => key === current);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.key);
    row.current?.querySelector<HTMLElement>(`[data-tab="${next.key}"]`)?.focus();
  };
  return (
    <>
      <div className="pl-tabs-row">
        <div ref={row} className="pl-tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.key}
              id={`${id}-${tab.key}`}
              type="button"
              role="tab"
              data-tab={tab.key}
              aria-selected={tab.key === current}
              aria-controls={tab.key === current ? `${id}-panel` : undefined}
              tabIndex={tab.key === current ? 0 : -1}
              className="pl-tab"
              onClick={() => onChange(tab.key)}
            >
              {tab.label}
              {tab.count === undefined ? null : ` ${tab.count}`}
            </button>
          ))}
        </div>
        <span className="ln-grow" />
        {extra}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current}`}>
        {children}
      </div>
    </>
  );
}
