/** Words of bound and reaching around a number, and the comparator they make. */
import type { RawQuantity } from './quantity.ts';
import type { TimeToken } from './time.ts';
import type { Comparator, QuantityKind } from './types.ts';
import { longestAt } from './words.ts';

/** What a word before a number says: a bound, a reached level, or a change. */
type BoundClass =
  | 'above'
  | 'atLeast'
  | 'atMost'
  | 'below'
  | 'near'
  | 'reach'
  | 'upTo'
  | 'downTo'
  | 'rise'
  | 'fall'
  | 'grow'
  | 'none';

const classes: Readonly<Record<BoundClass, string>> = {
  above: '超过 超出 突破 高于 大于 多于 逾 超 跨过 跨越 过 首次突破 实现突破 冲破 已超 ＞ > 将超 力争突破',
  atLeast:
    '不低于 不少于 不小于 不得低于 不得少于 不应低于 不应少于 不能低于 至少 最少 最低 应达到 必须达到 ≥ 不低于实际 原则上不低于',
  atMost:
    '不超过 不高于 不大于 不多于 不得超过 不应超过 不得高于 不突破 控制在 最高不超过 最多不超过 最长不超过 最高 最多 至多 最长 最大 最高可 最高可达 最高给予 最多给予 上限为 上限 ≤ 不超出 严控在 限制在 压控在 控制到 最高补助 最高奖励 最高补贴 最高支持 最高资助',
  below: '低于 小于 少于 不足 不到 未达到 未达 不及 未满 不满 ＜ <',
  near: '约 大约 约为 近 接近 将近 约占 相当于 大致 大概 约有 约达 上下',
  reach:
    '达到 达 到达 实现 完成 优于 保持在 稳定在 维持在 保持 稳定 迈上 迈入 跨上 跨入 迈向 达成 力争达到 力争 争取 争取达到 可达 超额完成 累计达到 累计达 总数达到 总量达到 总数达 总量达 到',
  upTo: '提高到 提高至 提升到 提升至 增加到 增加至 增至 增长到 增长至 扩大到 扩大至 上升到 上升至 升至 升到 发展到 壮大到 拓展到 拓展至 增到 提至 攀升至 跃升至 跃升到 恢复到 发展至 提升为 扩容到 扩容至 延长至 延长到 回升至 回升到 拓宽至 加密至 延伸至 提前至 提早至 增长为 增加为 跃至 做到 拉大到 拉大至 上调至 上调到 提速至',
  downTo:
    '降至 降到 下降到 下降至 降低到 降低至 减少到 减少至 压减到 压减至 压缩到 压缩至 缩短到 缩短至 缩小到 缩小至 压降至 压降到 回落到 减至 降为 缩减至 缩减到 优化至 优化到 改善至 改善到 压缩在 压至',
  rise: '提高 提升 增加 上升 提高了 提升了 增加了 扩大 净增加 净增 累计提高 累计提升 累计增加 年均提高 年均提升 再增加 再提高 增加约 增加奖励 增加补助 上调 上浮 拉大',
  fall: '下降 降低 减少 压减 缩短 压缩 下降了 降低了 减少了 缩减 累计下降 累计降低 年均下降 年均降低 节约 减排 减 降 缩小 压降 削减 降幅 降幅达 降本 同比下降 下调 下浮 下浮不少于 收窄',
  grow: '增长 增长了 增速 增速达 增幅 增幅达 涨幅 年均增长 同比增长 累计增长 年均增速 年均增幅 年均递增 递增 翻 增速达到 增速保持在 年均复合增长 年均复合增长率 年复合增长率 年均复合增长 年复合增长 复合增长率 增长率 增长率达到 增速为 增长率为',
  none: '为 是 仅 只有 仅有 仅为 共 共有 已 也 都 均 分别 各 一般 原则上 将 计 有 在 的 约合 合计 总计 共计 总共 了 就 又 全部 每 于 累计 再 可 应 各自 均为 分别为 已经 超额 再次 按 按照 达 目前 要 平均',
};

interface BoundWord {
  text: string;
  kind: BoundClass;
}

const bound: BoundWord[] = [];
for (const [kind, list] of Object.entries(classes))
  for (const text of list.split(' ')) bound.push({ text, kind: kind as BoundClass });
const byLast = new Map<string, BoundWord[]>();
for (const word of bound) {
  const last = word.text.charAt(word.text.length - 1);
  byLast.set(last, [...(byLast.get(last) ?? []), word]);
}
for (const bucket of byLast.values()) bucket.sort((a, b) => b.text.length - a.text.length);

/** 过 in 通过 and 到 in 遇到 are no bounds. */
const isPartOfWord = (s: string, word: string, start: number): boolean => {
  const before = s.charAt(start - 1);
  if (word === '过') return '通超经不太渡透胜悔'.includes(before || ' ');
  if (word === '到') return '遇受得感看见找收达直'.includes(before || ' ');
  if (word === '近') return '最附邻临靠相'.includes(before || ' ');
  if (word === '降' || word === '减') return '下压升缩消起空迫沉滑'.includes(before || ' ');
  if (word === '达') return '发到雷马抵表直通'.includes(before || ' ');
  if (word === '超') return '赶反'.includes(before || ' ');
  if (word === '提升' || word === '提高' || word === '压缩') return '造扶治力质量'.includes(before || ' ');
  if (word === '约') return '节集制合签契条公特'.includes(before || ' ');
  if (word === '有') return '拥具享设建没含所占国'.includes(before || ' ');
  if (word === '为' || word === '是') return '作成行'.includes(before || ' ');
  if (word === '均') return before === '平' || before === '人';
  if (word === '计') return '设统审会估'.includes(before || ' ');
  return false;
};

/** The bound words before and after a number. */
export interface Bound {
  before: readonly BoundWord[];
  after: string;
}

/**
 * Walks back from the number over words of bound, reaching and change and over times between them, no further than
 * `from`. `start` is where the first of them begins.
 */
export const boundBefore = (
  s: string,
  raw: RawQuantity,
  from: number,
  times: readonly TimeToken[],
): { start: number; words: BoundWord[]; times: TimeToken[] } => {
  let at = raw.start;
  const words: BoundWord[] = [];
  const own: TimeToken[] = [];
  for (let steps = 0; steps < 8; steps++) {
    const time = times.find(
      (candidate) => candidate.end === at || (candidate.end === at - 1 && s.charAt(at - 1) === '的'),
    );
    if (time !== undefined && time.start >= from) {
      own.push(time);
      at = time.start;
      continue;
    }
    const bucket = byLast.get(s.charAt(at - 1));
    const word = bucket?.find(
      (candidate) =>
        at - candidate.text.length >= from &&
        s.startsWith(candidate.text, at - candidate.text.length) &&
        !isPartOfWord(s, candidate.text, at - candidate.text.length),
    );
    if (word === undefined || (word.text === '突破' && isCountedAfter(s, raw))) break;
    words.push(word);
    at -= word.text.length;
  }
  if (words.every((word) => word.kind === 'none')) {
    const distant = distantBound.exec(s.slice(Math.max(from, at - 16), at))?.[1];
    const word = distant === undefined ? undefined : bound.find((candidate) => candidate.text === distant);
    if (word !== undefined) words.push(word);
  }
  return { start: at, words, times: own };
};

/** A bound word that stands before the noun instead of the number: 不高于项目总投入的30%, 约占全国的四分之一. */
const distantBound =
  /(不超过|不高于|不低于|不少于|至少|约占|超过|不大于|不小于|高于|低于|不足|不到|接近|相当于)[^，；。、\d]{1,12}$/;

/** 突破10项核心技术: with a counted noun behind the number 突破 is a deed and no bound. */
const isCountedAfter = (s: string, raw: RawQuantity): boolean => {
  if (raw.group !== 'count') return false;
  const after = boundAfter(s, raw.end, raw.end + 4).end;
  return /^[一-鿿“A-Za-z]/.test(s.charAt(after)) && !s.startsWith('大关', after);
};

const afterWords = [
  '及以上',
  '以上',
  '及以下',
  '以下',
  '以内',
  '之内',
  '左右',
  '上下',
  '（含）',
  '（含）以上',
  '（含）以下',
  '多',
  '余',
  '内',
  '的水平',
  '之间',
  '之上',
  '之下',
  '封顶',
  '及以内',
];

/** The bound word just after a number (以上, 左右), with the offset after it; a bracketed （含） is passed over. */
export const boundAfter = (s: string, at: number, to: number): { word: string; end: number } => {
  const limit = Math.max(at, to);
  let end = at;
  if (s.startsWith('（含）', at)) end += 3;
  const word = longestAt(s, end, afterWords);
  if (word === '') return { word: '', end: at };
  if (word === '内' && '容部外生涵需资地燃置河陆蒙'.includes(s.charAt(end + 1) || ' ')) return { word: '', end: at };
  if ((word === '多' || word === '余') && '元种样个功项层维式发边国热'.includes(s.charAt(end + 1) || '元'))
    return { word: '', end: at };
  end += word.length;
  if (end > limit && !word.includes('（')) return { word: '', end: at };
  return { word, end };
};

const has = (bound: Bound, ...kinds: BoundClass[]): boolean => bound.before.some((word) => kinds.includes(word.kind));

/** True when the bound words say by how much something changes, not to which level. */
export const changeOf = (bound: Bound): 'rise' | 'fall' | 'grow' | null => {
  for (const word of bound.before) {
    if (word.kind === 'upTo' || word.kind === 'downTo') return null;
    if (word.kind === 'rise' || word.kind === 'fall' || word.kind === 'grow') return word.kind;
  }
  return null;
};

export const isApproximate = (bound: Bound): boolean =>
  bound.after === '左右' || bound.after === '上下' || has(bound, 'near');

/** A change in points or in a thing's own unit is `+=`; a change in % or 倍 is a plain value. */
const isAbsoluteChange = (raw: RawQuantity, bound: Bound): boolean => {
  if (raw.group === 'points') return changeOf(bound) !== null || !has(bound, 'upTo', 'downTo', 'reach');
  const change = changeOf(bound);
  return (change === 'rise' || change === 'fall') && raw.group !== 'ratio' && raw.group !== 'none';
};

export interface ComparatorInput {
  raw: RawQuantity;
  bound: Bound;
  kind: QuantityKind;
  /** The number is the size of a named fixed set (覆盖全市9个县). */
  isFixed: boolean;
  /** The measured thing is better when lower and no bound word says otherwise. */
  isCeiling: boolean;
}

/** The comparator by `plans/conventions.md`. */
export const comparatorOf = ({ raw, bound, kind, isFixed, isCeiling }: ComparatorInput): Comparator => {
  if (raw.group === 'points' && changeOf(bound) !== null) return '+=';
  if (raw.valueMax !== null) return 'range';
  if (bound.before.some((word) => word.text === '优于')) return isCeiling ? '<=' : kind === 'target' ? '>=' : '>';
  if (raw.form === 'size' && kind !== 'baseline')
    return bound.after === '以下' ? '<=' : has(bound, 'above') ? '>' : '>=';
  if (isAbsoluteChange(raw, bound)) return '+=';
  if (isApproximate(bound)) return '≈';
  if (bound.after === '以上' || bound.after === '及以上' || bound.after === '（含）以上' || bound.after === '之上')
    return '>=';
  if (has(bound, 'atMost')) return '<=';
  if (has(bound, 'atLeast')) return '>=';
  if (['以下', '以内', '之内', '及以下', '内', '封顶', '及以内', '之下'].includes(bound.after)) return '<=';
  if (has(bound, 'above')) return '>';
  if (has(bound, 'below'))
    return kind === 'target' &&
      bound.before.some((word) => word.text === '低于' || word.text === '小于' || word.text === '少于')
      ? '<='
      : '<';
  if (raw.more || bound.after === '多' || bound.after === '余') return '>';
  if (isFixed) return '=';
  if (kind === 'parameter' && bound.before.some((word) => word.text === '达到' || word.text === '达')) return '>=';
  if (kind === 'target') return has(bound, 'downTo') || isCeiling ? '<=' : '>=';
  return '=';
};

/** True when no word of level or bound stands by the number: the reader may ask whether it is about or at least. */
export const isPlain = (bound: Bound): boolean =>
  bound.after === '' && !bound.before.some((word) => word.kind !== 'none');
