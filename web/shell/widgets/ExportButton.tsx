import { useState } from 'react';
import { download, type FileType, type Query } from '../api.ts';
import { useText } from '../preferences.tsx';
import { ErrorState } from './ErrorState.tsx';
import { Flyout } from './Flyout.tsx';
import { DownloadIcon } from './icons.tsx';
import { text } from './text.ts';

export interface ExportButtonProps {
  /** The list's own address; the file comes from it by Accept. */
  path: string;
  /** The filter in force. */
  query?: Query;
  types?: readonly FileType[];
  label?: string;
}

/** This list as a file, with the filter that is on. */
export function ExportButton({ path, query, types = ['xlsx', 'csv'], label }: ExportButtonProps) {
  const t = useText(text);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const names: Partial<Record<FileType, string>> = { xlsx: t.exportXlsx, csv: t.exportCsv };
  const run = async (as: FileType, close: () => void) => {
    setBusy(true);
    setError(null);
    try {
      await download(path, { query, as });
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Flyout
      align="right"
      label={
        <>
          <DownloadIcon size={15} /> {label ?? t.export}
        </>
      }
    >
      {(close) => (
        <div className="ln-options">
          {types.map((type) => (
            <button key={type} type="button" className="ln-option" disabled={busy} onClick={() => run(type, close)}>
              {names[type] ?? type}
            </button>
          ))}
          {busy ? <p className="ln-small ln-third">{t.exporting}</p> : null}
          {error ? <ErrorState error={error} /> : null}
        </div>
      )}
    </Flyout>
  );
}
