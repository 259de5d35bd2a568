import { expect, test } from 'vitest';
import { caseText } from './text.ts';

test('running text has dates in the manner of its language', () => {
  expect(caseText('zh').dueLeft('2025-09-12', 3)).toBe('期限2025年9月12日，还有 3 个工作日。');
  expect(caseText('en').dueLeft('2025-09-02', 3)).toBe('Due 2 Sep 2025, 3 working days left.');
  expect(caseText('zh').ended('2025-10-01', '办结')).toBe('2025年10月1日以“办结”办结。');
  expect(caseText('en').ended('2025-10-30', 'Done')).toBe('Closed 30 Oct 2025 as “Done”.');
});
