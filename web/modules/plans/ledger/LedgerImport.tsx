import { useQueryClient } from '@tanstack/react-query';
import { useText } from '../../../shell/preferences.tsx';
import { ImportPanel } from '../../../shell/widgets/ImportPanel.tsx';
import { text } from '../ledger-text.ts';

/** Many targets changed by one file: dry first, then the good rows. */
export function LedgerImport({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  return (
    <ImportPanel
      kind="targets"
      title={t.importTitle}
      onClose={onClose}
      onWritten={() => void client.invalidateQueries({ queryKey: ['plans'] })}
    />
  );
}
