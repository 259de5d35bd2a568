import { useQueryClient } from '@tanstack/react-query';
import { apiUrl } from '../../../shell/api.ts';
import { useText } from '../../../shell/preferences.tsx';
import { ImportPanel, type ImportPaths } from '../../../shell/widgets/ImportPanel.tsx';
import { text } from '../ledger-text.ts';

const paths: ImportPaths = {
  write: (id) => `imports/runs/${id}/write`,
  undo: (id) => `imports/runs/${id}/undo`,
  problems: (id) => `imports/runs/${id}/errors?format=xlsx`,
};

/** Many targets changed by one file: dry first, then the good rows. */
export function LedgerImport({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  return (
    <ImportPanel
      endpoint="imports/targets"
      title={t.importTitle}
      templateHref={apiUrl('imports/targets/template')}
      paths={paths}
      onClose={onClose}
      onWritten={() => void client.invalidateQueries({ queryKey: ['plans'] })}
    />
  );
}
