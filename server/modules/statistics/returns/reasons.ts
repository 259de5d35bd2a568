import type { ReasonCode } from '@liannao/statistics';

/** Why a region's figure was revised, as its history says to everybody: kept with the figure, and so in one language. */
export const BY_ITSELF = '系统';
export const RELEASED = '对外公布';
export const MORE_RETURNS = '补报后重新汇总';
export const OTHER_SOURCE = '改以报表数据为准';

const LABELS: Readonly<Record<ReasonCode, string>> = {
  'scope-change': '口径调整',
  'error-correction': '差错更正',
  'duplicate-removed': '剔除重复',
  restructuring: '重组剥离',
  stopped: '停产',
  'new-capacity': '新增产能',
  price: '价格变动',
  'one-off': '一次性因素',
  other: '其他',
};

const isCode = (code: string): code is ReasonCode => Object.hasOwn(LABELS, code);

/**
 * Of a correction only its kind: what the firm or its bureau wrote may tell of the firm, and stays with the return.
 * Null where nothing is corrected.
 */
export const publicReason = (code: string | null): string | null =>
  code === null ? null : isCode(code) ? LABELS[code] : LABELS.other;
