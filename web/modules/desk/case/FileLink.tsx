import type { CaseDetail } from '../../../../server/kernel/cases/model.ts';
import { apiUrl } from '../../../shell/api.ts';
import { useText } from '../../../shell/preferences.tsx';
import { formatNumber } from '../../../shell/widgets/number.ts';
import { text } from '../text.ts';

type File = NonNullable<CaseDetail['events'][number]['document']>;

export function FileLink({ caseId, file }: { caseId: string; file: File }) {
  const t = useText(text).case;
  const kb = Math.max(1, Math.round(file.bytes / 1024));
  return (
    <a
      className="ln-small"
      href={apiUrl(`cases/${caseId}/files/${file.id}`)}
      download
      aria-label={t.download(file.name)}
    >
      {file.name} <span className="ln-third">{formatNumber(kb)} KB</span>
    </a>
  );
}
