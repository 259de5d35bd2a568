import { addDays, daysBetween } from '../../kernel/calendar/workdays.ts';
import type { ItemRow } from './items-queries.ts';

type Lit = Pick<ItemRow, 'state' | 'assignedOn' | 'dueOn' | 'progress' | 'rectifyBy'>;

/** Days before the date from which an item is near due, and the share of its time after which silence is behind. */
const NEAR_DAYS = 7;
const BEHIND_SHARE = 0.5;

/**
 * 临近蓝、滞后黄、逾期红: red past the date (or the date of the rectification), yellow when half of the time has passed
 * without a word of progress, blue when the date is near. What is closed has no light.
 */
export function lightOf(
  item: Lit,
  today: string,
): { light: 'none' | 'blue' | 'yellow' | 'red'; reason: { zh: string; en: string } } {
  if (item.state === 'closed') return { light: 'none', reason: { zh: '已办结', en: 'closed' } };
  if (item.state === 'rectifying' && item.rectifyBy && item.rectifyBy < today)
    return { light: 'red', reason: overdue('整改', 'rectification', daysBetween(item.rectifyBy, today)) };
  if (item.dueOn < today) return { light: 'red', reason: overdue('办结', 'the item', daysBetween(item.dueOn, today)) };
  const whole = Math.max(1, daysBetween(item.assignedOn, item.dueOn));
  const passed = daysBetween(item.assignedOn, today) / whole;
  if (!item.progress?.trim() && passed > BEHIND_SHARE) {
    const percent = Math.round(passed * 100);
    return {
      light: 'yellow',
      reason: {
        zh: `时间已过 ${percent}%，还没有进展记录`,
        en: `${percent}% of its time has passed without a word of progress`,
      },
    };
  }
  const left = daysBetween(today, item.dueOn);
  if (item.dueOn <= addDays(today, NEAR_DAYS))
    return {
      light: 'blue',
      reason: {
        zh: left === 0 ? '今天到期' : `还有 ${left} 天到期`,
        en: left === 0 ? 'due today' : `due in ${left} days`,
      },
    };
  return { light: 'none', reason: { zh: `还有 ${left} 天到期`, en: `due in ${left} days` } };
}

const overdue = (zh: string, en: string, days: number) => ({
  zh: `${zh}已逾期 ${days} 天`,
  en: `${en} is ${days} days overdue`,
});
