import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../shell/preferences.tsx';
import { ImportPanel } from '../../../shell/widgets/ImportPanel.tsx';
import { text } from '../text.ts';

/** Many figures by one file: template, dry run, the good rows, and the way back. */
export function ImportButton() {
  const t = useText(text).entry;
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="ln-button" onClick={() => setOpen(true)}>
        {t.import}
      </button>
      {open ? (
        <ImportPanel
          kind="observations"
          title={t.importTitle}
          onClose={() => setOpen(false)}
          onWritten={() =>
            void client.invalidateQueries({
              predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[1] !== 'catalogue',
            })
          }
        />
      ) : null}
    </>
  );
}
