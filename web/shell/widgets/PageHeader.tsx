import type { ReactNode } from 'react';

export interface PageHeaderProps {
  title: ReactNode;
  /** A StatusTag beside the title. */
  status?: ReactNode;
  /** '5 份规划 · 75 项目标', with how it is counted. */
  note?: ReactNode;
  /** Secondary buttons, then the one primary button at the right. */
  actions?: ReactNode;
}

/** The top of every page: title, count and how it is counted, at most one primary action. */
export function PageHeader({ title, status, note, actions }: PageHeaderProps) {
  return (
    <header className="ln-head">
      <h1>{title}</h1>
      {status}
      {note ? <div className="ln-head-note ln-second">{note}</div> : null}
      <span className="ln-grow" />
      {actions ? <div className="ln-row">{actions}</div> : null}
    </header>
  );
}
