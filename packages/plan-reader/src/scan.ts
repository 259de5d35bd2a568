/** Finds the numbers and the points of time of one sentence; what looks like a number and is none is passed over. */
import { isDigit, isLetter } from './chars.ts';
import { isNumeralCode, type Numeral, readNumeral, readShare } from './number.ts';
import { readTime, type TimeToken } from './time.ts';
import { matchUnit, matchUnitWord, skipScale, type UnitGroup } from './unit.ts';
import { endsWithAny, startsWithAny } from './words.ts';

/** A number with its unit, before anything is known of its meaning. Offsets are in the reading text. */
export interface RawQuantity {
  start: number;
  end: number;
  value: number;
  valueMax: number | null;
  /** Decimal scale as written (万, 亿) and its factor. */
  scale: string;
  factor: number;
  /** The unit without scale; empty for ratios and bare numbers. */
  unit: string;
  group: UnitGroup;
  /** 余, 多, 过半. */
  more: boolean;
  form: 'number' | 'share' | 'ratio' | 'size' | 'multiple' | 'implicit';
}

/** What one sentence holds, in text order. */
export interface Scan {
  quantities: RawQuantity[];
  times: TimeToken[];
}

const MAYBE = new Uint8Array(65_536);
for (let code = 0x30; code <= 0x39; code++) MAYBE[code] = 1;
for (const char of '〇○零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾半过大对') MAYBE[char.charCodeAt(0)] = 1;
for (const char of '每逐年今本去上明') MAYBE[char.charCodeAt(0)] = 2;
for (const char of '“《〔翻倍') MAYBE[char.charCodeAt(0)] = 3;

/** Offset after a quotation or a title that begins at `at`, or `at` where it is too long to be a name. */
const skipEnclosed = (s: string, at: number, end: number): number => {
  const open = s.charAt(at);
  const close = open === '“' ? '”' : open === '《' ? '》' : '〕';
  const limit = Math.min(end, at + (open === '《' ? 120 : 18));
  for (let i = at + 1; i < limit; i++) if (s.charAt(i) === close) return i + 1;
  return at;
};

const buildVerbs =
  '建设 建成 新建 打造 培育 引进 新增 创建 组建 设立 认定 推广 形成 完成 实施 开展 举办 达到 突破 引育 招引 布局 新设 成立 获得 入选 拥有 共有 超过 达 有 建立 争创 争取 引进培育 培育引进 集聚 落地 新开 开通 投用 投运 改造 发布 制定 制订 签约 培养 推出 实现 支持 推动 扶持 选树 遴选 建造 增设 配建 配备 投放 给予 各 取得 攻克 研发 组织 至少 不少于 不低于 约 近 超 储备 谋划 新引进 扩建 改扩建 增加 有效期 期限 合计 总计 共计 建 引入 壮大 吸引'.split(
    ' ',
  );
const partNouns =
  '任务 重点任务 主要任务 方面 部分 环节 阶段 层面 原则 举措 重点举措 措施 保障措施 维度 章 板块内容 步骤 附件 问题 要求 理念 一流 故事 结合 关系 转变 优先 全覆盖 坚持 意识 自信 维护 确立 体系 “一体系 关键 短板 抓手 着力点 方向 特征 角度 一批 面向 全面 带头 到位 清单 统一 不变'.split(
    ' ',
  );
const hanPartNouns =
  '工程 行动 重点工程 重大工程 专项行动 重大行动 领域 重点领域 体系 产业集群 集群 工作 机制 系列 模式 目标 指标 类别 大类 文件'.split(
    ' ',
  );

/** A count of the document's own parts: 六个部分, 21项任务. */
const countsParts = (s: string, after: number, value: number, han: boolean): boolean =>
  value <= 60 && (startsWithAny(s, after, partNouns) || (han && value <= 20 && startsWithAny(s, after, hanPartNouns)));

const hanUnits = '个家条座项所支辆台名户处人件亩公里万元次场天年小时分种款艘架批';

/** Does a small Han numeral (一 … 二十) count something here? Idioms (一个重要, 两个健康) and summing-up do not. */
const smallHanCounts = (s: string, numeral: Numeral, unitEnd: number): boolean => {
  if (!hanUnits.includes(s.charAt(numeral.end))) return false;
  const before = s.charAt(numeral.start - 1);
  if ('第每同某另这那新其此该首任逐单'.includes(before || ' ')) return false;
  const after = s.charAt(unitEnd);
  if (endsWithAny(s, numeral.start, ['连续'])) return true;
  const isClosed =
    after === '' || '，。；、）”\n'.includes(after) || startsWithAny(s, unitEnd, ['以上', '以内', '左右', '以下']);
  const first = s.slice(numeral.start, unitEnd);
  if (
    first === '一个' ||
    first === '一种' ||
    first === '一次' ||
    first === '一件' ||
    first === '一批' ||
    first === '一天' ||
    first === '一年'
  )
    return isClosed && first === '一个' && endsWithAny(s, numeral.start, buildVerbs);
  if (isClosed)
    return before !== '“' && !'、，。；：'.includes(before || '，') && !/^[一二两三四五六七八九十]+年$/.test(first);
  if (
    '条座所家'.includes(first.charAt(first.length - 1)) &&
    after === '“' &&
    /(?:建设|推进|打造)[^，；。]{2,14}$/.test(s.slice(Math.max(0, numeral.start - 16), numeral.start))
  )
    return true;
  return endsWithAny(s, numeral.start, buildVerbs);
};

const strongBound =
  '超过 突破 达到 超 达 不低于 不少于 不超过 高于 低于 至少 约 近 逾 降至 提高到 提升至 提升到 增至 增加到 增长到 为 控制在 到'.split(
    ' ',
  );

/** 亿元级, and 万亿级台阶 as a height to be reached. A size class in a name (百亿级企业) is no number of its own: null. */
const readSize = (s: string, numeral: Numeral): RawQuantity | null => {
  if (!numeral.scale.includes('亿') && !(numeral.scale === '万' && s.startsWith('元级', numeral.end))) return null;
  let end = numeral.end;
  if (s.charAt(end) === '元') end++;
  const isMoney = end > numeral.end;
  if (s.charAt(end) !== '级') return null;
  end++;
  if (!isMoney && !startsWithAny(s, end, ['台阶', '大关', '关口', '行列'])) return null;
  return {
    start: numeral.start,
    end,
    value: numeral.mantissa,
    valueMax: null,
    scale: numeral.scale,
    factor: numeral.factor,
    unit: '元',
    group: 'money',
    more: numeral.more,
    form: 'size',
  };
};

const isRangeMark = (char: string): boolean => char === '-' || char === '~' || char === '至' || char === '到';

/** 1：1, 2.5：1: a ratio of two numbers, told from the time of day by its surroundings. */
const readRatio = (s: string, numeral: Numeral): RawQuantity | null => {
  if (
    s.charAt(numeral.end) !== '：' ||
    s.charAt(numeral.start - 1) === '：' ||
    numeral.han ||
    numeral.scale !== '' ||
    !isDigit(s.charCodeAt(numeral.end + 1))
  )
    return null;
  const second = readNumeral(s, numeral.end + 1);
  if (second === null || second.scale !== '' || second.mantissa <= 0 || s.charAt(second.end) === '：') return null;
  const isClock =
    second.end - numeral.end === 3 && numeral.mantissa < 24 && numeral.mantissa === Math.floor(numeral.mantissa);
  if (isClock && !s.slice(Math.max(0, numeral.start - 8), numeral.start).includes('比')) return null;
  return {
    start: numeral.start,
    end: second.end,
    value: numeral.mantissa / second.mantissa,
    valueMax: null,
    scale: '',
    factor: 1,
    unit: '',
    group: 'ratio',
    more: false,
    form: 'ratio',
  };
};

/** 翻一番, 翻两番, 翻番: a multiple of the base, as growth in %. */
const readDoubling = (s: string, at: number): RawQuantity | null => {
  if (s.charAt(at) !== '翻') return null;
  const numeral = s.charAt(at + 1) === '番' || s.charAt(at + 1) === '倍' ? null : readNumeral(s, at + 1);
  const end = numeral === null ? at + 2 : numeral.end + 1;
  if (s.charAt(end - 1) !== '番' && !(numeral === null && s.charAt(end - 1) === '倍')) return null;
  if (s.startsWith('增长', end)) return null;
  const times = numeral === null ? 1 : numeral.mantissa;
  if (!(times > 0 && times < 10)) return null;
  return {
    start: at,
    end,
    value: times,
    valueMax: null,
    scale: '',
    factor: 1,
    unit: '倍',
    group: 'ratio',
    more: numeral?.more ?? false,
    form: 'multiple',
  };
};

/** 动力电池系统、…等7个系统: the number only sums up what the sentence lists. */
const sumsUp = (s: string, start: number, value: number): boolean => {
  if (s.charAt(start - 1) !== '等') return false;
  let items = 1;
  for (let at = start - 2; at > 0 && start - at < 160 && !'，；。：\n'.includes(s.charAt(at)); at--)
    if (s.charAt(at) === '、' || s.charAt(at) === '和') items++;
  return items > 1 && Math.abs(items - value) <= 1;
};

const isRejectedBefore = (s: string, start: number): boolean => {
  const before = s.charAt(start - 1);
  if (before === '第' || before === '〔' || before === '届') return true;
  return before === '-' && (isLetter(s.charCodeAt(start - 2)) || isDigit(s.charCodeAt(start - 2)));
};

const isRejectedAfter = (s: string, start: number, end: number, unit: string): boolean =>
  (unit === '年' && endsWithAny(s, start, ['延长', '再延长'])) ||
  ((unit === '小时' || unit === '分钟' || unit === '天') &&
    /^[一-鿿]{0,4}(?:率|服务|值班|值守|监测|不间断|在线|响应机制|热线|营业)/.test(s.slice(end, end + 8))) ||
  endsWithAny(s, start, ['下设', '分设', '内设']) ||
  ((unit === 'nm' || unit === '纳米') && /制程|工艺|节点|芯片|技术/.test(s.slice(end, end + 10))) ||
  (unit === '次' && startsWithAny(s, end, ['会议', '常务', '全会', '党代', '全体'])) ||
  ((unit === '小时' || unit === '分钟' || unit === '公里' || unit === '天') &&
    /^[^，。；]{0,14}圈/.test(s.slice(end, end + 16))) ||
  (unit === '年' &&
    startsWithAny(s, end, ['行动', '计划', '规划', '攻坚', '实施方案', '来', '间', '倍增', '滚动', '目标任务', '制']));

const technicalUnits = new Set([
  'V',
  'kV',
  'KV',
  '伏',
  '千伏',
  '纳米',
  'nm',
  'GHz',
  'MHz',
  'GB',
  'TB',
  '兆',
  '英寸',
  '寸',
  '安',
  '位',
  'W',
  '瓦',
]);

/** Number, range or ratio with its unit at `at`; null where the characters are a date, a grade or a code. */
export const readQuantity = (s: string, at: number): RawQuantity | null => {
  if (isRejectedBefore(s, at)) return null;
  const share = readShare(s, at);
  if (share !== null)
    return readShareRange(s, share.end, {
      start: at,
      end: share.end,
      value: share.value,
      valueMax: null,
      scale: '',
      factor: 1,
      unit: share.unit,
      group: 'ratio',
      more: share.above,
      form: 'share',
    });
  const numeral = readNumeral(s, at);
  if (numeral === null) return null;
  const ratio = readRatio(s, numeral);
  if (ratio !== null) return ratio;
  const size = readSize(s, numeral);
  if (size !== null) return size;
  const unit = matchUnit(s, numeral.end);
  const upper = readUpper(s, unit === null ? numeral.end : unit.end);
  if (unit === null && upper === null) return readBare(s, numeral);
  const own = unit ?? (upper as Upper).unit;
  let end = unit === null ? numeral.end : unit.end;
  let valueMax: number | null = numeral.max;
  const { mantissa } = numeral;
  let { factor, scale } = numeral;
  if (upper !== null && (unit === null || unit.text === upper.unit.text)) {
    if (scale === '' && upper.numeral.scale !== '' && unit === null) ({ scale, factor } = upper.numeral);
    valueMax = (upper.numeral.mantissa * upper.numeral.factor) / factor;
    if (valueMax <= mantissa) return null;
    end = upper.end;
  }
  if (own.text === '折') return null;
  // Below zero only where the unit allows it: 低温启动温度达-40℃.
  const isNegative = s.charAt(at - 1) === '-' && /^(?:℃|摄氏度)$/.test(own.text);
  const value = isNegative ? -mantissa : mantissa;
  if (!accepts(s, numeral, own.text, own.group, end, value)) return null;
  return {
    start: isNegative ? at - 1 : at,
    end,
    value,
    valueMax,
    scale,
    factor,
    unit: own.text,
    group: own.group,
    more: numeral.more || moreAfterUnit(s, end),
    form: 'number',
  };
};

const moreAfterUnit = (s: string, end: number): boolean =>
  s.charAt(end) === '多' && !startsWithAny(s, end, ['多元', '多样', '多种', '多个', '多功', '多层', '多式', '多模']);

const readShareRange = (s: string, end: number, quantity: RawQuantity): RawQuantity => {
  if (!isRangeMark(s.charAt(end))) return quantity;
  const next = readShare(s, end + 1);
  return next !== null && next.value > quantity.value ? { ...quantity, end: next.end, valueMax: next.value } : quantity;
};

interface Upper {
  numeral: Numeral;
  unit: { end: number; text: string; group: UnitGroup };
  end: number;
}

/** The upper end of a range after its mark: 500公里 in 300-500公里. */
const readUpper = (s: string, at: number): Upper | null => {
  let next = at;
  while (next < at + 2 && isRangeMark(s.charAt(next))) next++;
  if (next === at) return null;
  const numeral = readNumeral(s, next);
  if (numeral === null || numeral.bare) return null;
  const unit = matchUnit(s, numeral.end);
  return unit === null ? null : { numeral, unit, end: unit.end };
};

/** A number without a unit counts only with a scale and a bound word beside it: 产量突破20万. */
const readBare = (s: string, numeral: Numeral): RawQuantity | null => {
  if (numeral.han || numeral.bare || isLetter(s.charCodeAt(numeral.end)) || !endsWithAny(s, numeral.start, strongBound))
    return null;
  if (numeral.scale === '' && !isIndexValue(s, numeral)) return null;
  return {
    start: numeral.start,
    end: numeral.end,
    value: numeral.mantissa,
    valueMax: null,
    scale: numeral.scale,
    factor: numeral.factor,
    unit: '',
    group: 'none',
    more: numeral.more,
    form: 'number',
  };
};

/** PUE低于1.2, 指数达到105以上: a bare figure closes its clause and is a decimal or belongs to an index. */
const isIndexValue = (s: string, numeral: Numeral): boolean => {
  const after = s.charAt(numeral.end);
  const isClosed =
    after === '' ||
    '，。；、）\n'.includes(after) ||
    startsWithAny(s, numeral.end, ['以上', '以下', '以内', '左右', '的']);
  if (!isClosed) return false;
  const isDecimal = numeral.mantissa !== Math.floor(numeral.mantissa);
  return (
    isDecimal ||
    /(?:指数|值|系数|得分|PUE|比)[^，。；]{0,6}$/.test(s.slice(Math.max(0, numeral.start - 12), numeral.start))
  );
};

const accepts = (s: string, numeral: Numeral, unit: string, group: UnitGroup, end: number, value: number): boolean => {
  if (isRejectedAfter(s, numeral.start, end, unit)) return false;
  const counted = value * numeral.factor;
  if (s.charAt(numeral.start - 1) === '每' && (group === 'person' || group === 'vehicle')) return false;
  if (group === 'count' && sumsUp(s, numeral.start, counted)) return false;
  if ((group === 'count' || group === 'event') && countsParts(s, end, counted, numeral.han)) return false;
  if (numeral.bare)
    return (
      numeral.more ||
      endsWithAny(s, numeral.start, ['近', '上', '超', '超过', '突破', '约', '过', '逾', '达']) ||
      (unit.startsWith('元') &&
        s.charAt(numeral.start - 1) !== '“' &&
        group === 'money' &&
        startsWithAny(s, end, ['以上', '级', '以下', '规模', '大关', '的']))
    );
  if (
    numeral.han &&
    !numeral.more &&
    numeral.max === null &&
    counted <= 20 &&
    group !== 'ratio' &&
    group !== 'points' &&
    group !== 'money'
  ) {
    return smallHanCounts(s, numeral, end);
  }
  if (unit === '年' && !numeral.han) {
    if (value >= 1900) return false;
    return !startsWithAny(s, end, ['代', '级', '制', '月', '之']);
  }
  if (unit === '年')
    return (
      endsWithAny(s, numeral.start, ['期限', '有效期', '连续', '给予', '最长', '不超过', '不少于', '至少', '免租期']) ||
      startsWithAny(s, end, ['免', '以上', '期'])
    );
  if (unit === '日' || unit === '点' || unit === '分' || unit === '转' || unit === '号' || unit === '度') {
    return (
      endsWithAny(s, numeral.start, strongBound) ||
      startsWithAny(s, end, ['以上', '以内', '以下', '左右']) ||
      (unit === '度' && numeral.scale !== '') ||
      (unit === '分' && endsWithAny(s, numeral.start, ['占', '计', '加', '扣', '得']))
    );
  }
  if (technicalUnits.has(unit) && numeral.scale === '') {
    return (
      endsWithAny(s, numeral.start, strongBound) || startsWithAny(s, end, ['以上', '以下', '以内', '及以上', '左右'])
    );
  }
  if (group === 'event' && unit === '次' && numeral.han) return endsWithAny(s, numeral.start, buildVerbs);
  return true;
};

/** All numbers and times of s[from, to), in order and without overlap. Linear: every rule looks a bounded way around. */
export const scanSentence = (s: string, from: number, to: number, docYear: number | null): Scan => {
  const quantities: RawQuantity[] = [];
  const times: TimeToken[] = [];
  let at = from;
  while (at < to) {
    const kind = MAYBE[s.charCodeAt(at)];
    if (kind === 0) {
      at++;
      continue;
    }
    const time = kind === 3 && s.charAt(at) !== '“' ? null : readTime(s, at, docYear);
    if (time !== null && time.end <= to) {
      times.push(time);
      at = time.end;
      continue;
    }
    if (kind === 2) {
      at++;
      continue;
    }
    if (kind === 3) {
      const doubled = readDoubling(s, at);
      if (doubled !== null && doubled.end <= to) {
        quantities.push(doubled);
        at = doubled.end;
        continue;
      }
      const next = s.charAt(at) === '翻' || s.charAt(at) === '倍' ? at : skipEnclosed(s, at, to);
      at = next > at ? next : at + 1;
      continue;
    }
    const quantity = readQuantity(s, at);
    if (quantity !== null && quantity.end <= to) {
      quantities.push(quantity);
      at = quantity.end;
      continue;
    }
    at = skipNumeral(s, at, to);
  }
  return { quantities, times };
};

/** Past the whole of a refused numeral, so that its tail is not read as a number of its own. */
const skipNumeral = (s: string, at: number, to: number): number => {
  let end = at + 1;
  if (isDigit(s.charCodeAt(at))) {
    while (end < to && (isDigit(s.charCodeAt(end)) || s.charAt(end) === '.' || s.charAt(end) === ',')) end++;
    return end;
  }
  if (!isNumeralCode(s.charCodeAt(at))) return end;
  while (end < to && isNumeralCode(s.charCodeAt(end)) && matchUnitWord(s, end) === null) end++;
  return skipScale(s, end);
};
