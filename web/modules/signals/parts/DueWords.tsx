import type { CaseRow } from '../../../../server/kernel/cases/model.ts';
import { useLanguage, useText } from '../../../shell/preferences.tsx';
import { text } from '../text.ts';

/** '9月26日' of a date, for running text. */
export const dueDay = (iso: string, language: 'zh' | 'en'): string => text[language].due.day(iso, language);

type Of = Pick<CaseRow, 'dueOn' | 'workdaysLeft' | 'urgency' | 'noDueReason'> & { state: { final: boolean } };

/** When a case is due, in working days: '9月26日前 · 还有 6 个工作日', '超期 3 个工作日'. */
export function DueWords({ of, short = false }: { of: Of; short?: boolean }) {
  const t = useText(text).due;
  const language = useLanguage();
  if (of.state.final) return <span className="ln-third">{t.over}</span>;
  const raised = of.urgency === 'escalated' ? t.escalated : null;
  if (of.dueOn === null)
    return (
      <span className="ln-third">
        {[raised, short ? t.noDateShort : (of.noDueReason ?? t.noDate)].filter(Boolean).join(' · ')}
      </span>
    );
  const left = of.workdaysLeft;
  const late = (left ?? 0) < 0 || of.urgency === 'overdue';
  const day = t.day(of.dueOn, language);
  const words = late ? t.late(left === null ? null : -left) : left === 0 ? t.today : short ? day : t.until(day, left);
  const urgent = late || left === 0 || of.urgency === 'escalated';
  return (
    <span className={urgent ? 'sig-urgent' : 'ln-second'} title={of.dueOn}>
      {[words, raised].filter(Boolean).join(' · ')}
    </span>
  );
}
