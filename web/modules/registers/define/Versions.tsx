import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { Part } from '../../../shell/widgets/Part.tsx';
import { SidePanel } from '../../../shell/widgets/SidePanel.tsx';
import { momentWords } from '../entry/dates.ts';
import { versionQuery, versionsQuery } from './api.ts';
import { diffLines, hunks } from './line-diff.ts';
import { text } from './text.ts';

interface VersionsProps {
  register: string;
  /** Text in force. */
  current: string;
  onUse: (source: string) => void;
  onClose: () => void;
}

/** Every version that was in force, and how it differs from the present one. */
export function Versions({ register, current, onUse, onClose }: VersionsProps) {
  const t = useText(text).versions;
  const origins = useText(text).origins;
  const language = useLanguage();
  const query = useQuery(versionsQuery(register));
  const [open, setOpen] = useState<number | null>(null);
  return (
    <SidePanel title={t.title} width={486} onClose={onClose}>
      <Part query={query} what={t.title}>
        {({ items }) => {
          const ordered = items.toSorted((a, b) => b.version - a.version);
          return ordered.length === 0 ? (
            <p className="ln-third">{t.none}</p>
          ) : (
            <ol className="reg-issues">
              {ordered.map((one, index) => (
                <li key={one.version}>
                  <b>{t.version(one.version)}</b> {index === 0 ? <span className="ln-tag">{t.current}</span> : null}
                  <div className="ln-small ln-second">
                    {momentWords(one.at, language)} · {one.by} · {origins[one.origin]}
                  </div>
                  {one.note ? <div className="ln-small">{one.note}</div> : null}
                  {index > 0 ? (
                    <button
                      type="button"
                      className="ln-link ln-small"
                      aria-expanded={open === one.version}
                      onClick={() => setOpen(open === one.version ? null : one.version)}
                    >
                      {t.compare}
                    </button>
                  ) : null}
                  {open === one.version ? (
                    <Difference register={register} version={one.version} current={current} onUse={onUse} />
                  ) : null}
                </li>
              ))}
            </ol>
          );
        }}
      </Part>
    </SidePanel>
  );
}

function Difference(props: { register: string; version: number; current: string; onUse: (source: string) => void }) {
  const t = useText(text).versions;
  const query = useQuery(versionQuery(props.register, props.version));
  return (
    <Part query={query} what={t.title} loading={{ shape: 'text', rows: 4 }}>
      {({ source }) => {
        const lines = hunks(diffLines(source, props.current));
        return (
          <>
            {lines.length === 0 ? (
              <p className="ln-small">{t.same}</p>
            ) : (
              <pre className="reg-diff">
                {lines.map((line, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its number
                  <span key={index} className={line === null ? '' : lineClass[line.kind]}>
                    {line === null ? '…' : `${lineMark[line.kind]} ${line.text}`}
                  </span>
                ))}
              </pre>
            )}
            <button type="button" className="ln-button ln-button-small" onClick={() => props.onUse(source)}>
              {t.use}
            </button>
          </>
        );
      }}
    </Part>
  );
}

const lineClass = { same: '', added: 'reg-added', gone: 'reg-gone' };
const lineMark = { same: ' ', added: '+', gone: '−' };
