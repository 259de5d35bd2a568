import { type ReactNode, useEffect, useState } from 'react';
import { useText } from '../preferences.tsx';
import { LinkIcon } from './icons.tsx';
import { text } from './text.ts';

async function copy(value: string) {
  if (navigator.clipboard) return navigator.clipboard.writeText(value);
  const field = document.createElement('textarea'); // plain http on an intranet has no clipboard interface
  field.value = value;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

/** Copies a text and says so. */
export function CopyButton({ text: value, children }: { text: string | (() => string); children: ReactNode }) {
  const t = useText(text);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const run = async () => {
    await copy(typeof value === 'function' ? value() : value);
    setCopied(true);
  };
  return (
    <button type="button" className="ln-button ln-button-small" onClick={run}>
      {copied ? t.copied : children}
      <span className="ln-hidden" aria-live="polite">
        {copied ? t.copied : ''}
      </span>
    </button>
  );
}

/** A link to exactly this view, for a colleague. */
export function CopyLink() {
  const t = useText(text);
  return (
    <CopyButton text={() => location.href}>
      <LinkIcon size={14} /> {t.copyLink}
    </CopyButton>
  );
}
