/** Does a number with its unit count something, or is it a date, a name, a part of the document? */
import { isDigit, isLetter } from './chars.ts';
import type { Numeral } from './number.ts';
import type { UnitGroup } from './unit.ts';
import { endsWithAny, startsWithAny } from './words.ts';

const buildVerbs =
  '建设 建成 新建 打造 培育 引进 新增 创建 组建 设立 认定 推广 形成 完成 实施 开展 举办 达到 突破 引育 招引 布局 新设 成立 获得 入选 拥有 共有 超过 达 有 建立 争创 争取 引进培育 培育引进 集聚 落地 新开 开通 投用 投运 改造 发布 制定 制订 签约 培养 推出 实现 支持 推动 扶持 选树 遴选 建造 增设 配建 配备 投放 给予 各 取得 攻克 研发 组织 至少 不少于 不低于 约 近 超 储备 谋划 新引进 扩建 改扩建 增加 有效期 期限 合计 总计 共计 建 引入 壮大 吸引'.split(
    ' ',
  );

const partNouns =
  '年度重点 热点问题 任务 重点任务 主要任务 方面 部分 环节 阶段 层面 原则 举措 重点举措 措施 保障措施 维度 章 板块内容 步骤 附件 问题 要求 理念 一流 故事 结合 关系 转变 优先 全覆盖 坚持 意识 自信 维护 确立 体系 “一体系 关键 短板 抓手 着力点 方向 特征 角度 具体措施 具体任务 政策措施 具体举措 支持政策 工作举措 工作任务 政策 内容 条款 一批 面向 全面 带头 到位 清单 统一 不变'.split(
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

const countedDeed =
  /(?:建成|建设|打造|培育|新建|引进|新增|设立|组建|布局|形成|改造)[一二两三四五六七八九十\d][^，。；]{0,24}$/;

/** Does a small Han numeral (一 … 二十) count something here? Idioms (一个重要, 两个健康) and summing-up do not. */
const smallHanCounts = (s: string, numeral: Numeral, unitEnd: number): boolean => {
  if (!hanUnits.includes(s.charAt(numeral.end))) return false;
  const before = s.charAt(numeral.start - 1);
  if ('第每同某另这那新其此该首任逐单'.includes(before || ' ')) return false;
  const after = s.charAt(unitEnd);
  if (endsWithAny(s, numeral.start, ['连续', '连续补贴', '连续补助', '连续奖励', '连续奖补', '连续支持'])) return true;
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
  // 一座换电站、两个示范区: it goes on from a deed that counted before.
  const lead = s.slice(Math.max(0, numeral.start - 30), numeral.start);
  if ('、和'.includes(before || ' ') && countedDeed.test(lead)) return true;
  if (
    '条座所家'.includes(first.charAt(first.length - 1)) &&
    after === '“' &&
    /(?:建设|推进|打造)[^，；。]{2,14}$/.test(s.slice(Math.max(0, numeral.start - 16), numeral.start))
  )
    return true;
  return endsWithAny(s, numeral.start, buildVerbs);
};

export const strongBound =
  '超过 突破 达到 超 达 不低于 不少于 不超过 高于 低于 至少 约 近 逾 降至 提高到 提升至 提升到 增至 增加到 增长到 为 控制在 到'.split(
    ' ',
  );

/** 动力电池系统、…等7个系统: the number only sums up what the sentence lists. */
const sumsUp = (s: string, start: number, value: number): boolean => {
  if (s.charAt(start - 1) !== '等') return false;
  let items = 1;
  for (let at = start - 2; at > 0 && start - at < 160 && !'，；。：\n'.includes(s.charAt(at)); at--)
    if (s.charAt(at) === '、' || s.charAt(at) === '和') items++;
  return items > 1 && Math.abs(items - value) <= 1;
};

export const isRejectedBefore = (s: string, start: number): boolean => {
  const before = s.charAt(start - 1);
  if (before === '第' || before === '〔' || before === '届') return true;
  // （含2小时）: the bracket only says whether the end counts.
  if (before === '含' && s.charAt(start - 2) === '（') return true;
  return before === '-' && (isLetter(s.charCodeAt(start - 2)) || isDigit(s.charCodeAt(start - 2)));
};

/** 五个部分20条, 共22条: a count of the document's own articles. */
const isSelfCount = (s: string, start: number, end: number): boolean =>
  endsWithAny(s, start, ['部分', '方面', '共', '章', '共计', '大类', '分为', '包括']) &&
  /^(?:[，。；、]|$|具体|指标|目标|措施|内容|政策|举措|任务|意见)/.test(s.slice(end, end + 2));

const isRejectedAfter = (s: string, start: number, end: number, unit: string): boolean =>
  // 200千瓦级, 10米级: a class of things.
  (s.charAt(end) === '级' && unit !== '元') ||
  // 前10名, 前5位: a rank.
  ('名位强'.includes(unit) && s.charAt(start - 1) === '前') ||
  (unit === '年' && endsWithAny(s, start, ['延长', '再延长'])) ||
  (unit === '小时' && s.slice(start, end).startsWith('24') && !endsWithAny(s, start, strongBound)) ||
  ((unit === '小时' || unit === '分钟' || unit === '天') &&
    /^[一-鿿]{0,4}(?:率|服务|值班|值守|监测|不间断|在线|响应机制|热线|营业)/.test(s.slice(end, end + 8))) ||
  endsWithAny(s, start, ['下设', '分设', '内设']) ||
  ((unit === '名' || unit === '位') && startsWithAny(s, end, ['分管', '联络', '专职联络', '班子成员', '负责人'])) ||
  ((unit === '条' || unit === '项') && isSelfCount(s, start, end)) ||
  ((unit === 'nm' || unit === '纳米') && /制程|工艺|节点|芯片|技术/.test(s.slice(end, end + 10))) ||
  (unit === '次' &&
    startsWithAny(s, end, [
      '会议',
      '领导小组',
      '动员',
      '例会',
      '会商',
      '专题会',
      '调度会',
      '常务',
      '全会',
      '党代',
      '全体',
    ])) ||
  ((unit === '小时' || unit === '分钟' || unit === '公里' || unit === '天') &&
    /^[^，。；]{0,14}圈/.test(s.slice(end, end + 16))) ||
  (unit === '年' &&
    startsWithAny(s, end, ['行动', '计划', '规划', '攻坚', '实施方案', '来', '间', '倍增', '滚动', '目标任务', '制']));

const termBefore =
  '期限 有效期 连续 给予 支持 最长 最短 最高 不超过 不少于 不低于 至少 超过 免租期 免费期 质保 质保期 寿命 周期 期 年限 满 达到 达 为 缩短 压缩 平均 提前 服务 保修 经营 实施 存续 连续支持 连续补贴 连续奖励 连续补助 连续奖补 连续给予 签订 出让 按 第'.split(
    ' ',
  );

/** Years that measure a term (有效期3年, 3年以上协议). Those that only say when (未来5年, 近3年) do not count. */
const isTerm = (s: string, start: number, end: number): boolean =>
  (endsWithAny(s, start, termBefore) && !endsWithAny(s, start, ['第'])) ||
  endsWithAny(s, start, ['前', '后', '头']) ||
  startsWithAny(s, end, ['免', '以上', '期', '及以上', '质保', '服务期', '租期', '保修']);

const technicalUnits = new Set('V kV KV 伏 千伏 纳米 nm GHz MHz GB TB 兆 英寸 寸 安 位 W 瓦 L g m h'.split(' '));

/** PUE低于1.2, 指数达到105以上: a bare figure closes its clause and is a decimal or belongs to an index. */
export const isIndexValue = (s: string, numeral: Numeral): boolean => {
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

export const accepts = (
  s: string,
  numeral: Numeral,
  unit: string,
  group: UnitGroup,
  end: number,
  value: number,
): boolean => {
  if (isRejectedAfter(s, numeral.start, end, unit)) return false;
  const counted = value * numeral.factor;
  if (s.charAt(numeral.start - 1) === '每' && (group === 'person' || group === 'vehicle')) return false;
  if (group === 'count' && sumsUp(s, numeral.start, counted)) return false;
  if ((group === 'count' || group === 'event') && countsParts(s, end, counted, numeral.han)) return false;
  if (numeral.bare)
    return (
      numeral.more ||
      endsWithAny(s, numeral.start, [
        '近',
        '上',
        '超',
        '突破',
        '约',
        '过',
        '逾',
        '达',
        '达到',
        '破',
        '冲刺',
        '冲击',
        '迈向',
        '跨越',
        '挺进',
        '站上',
        '跨上',
        '跃上',
      ]) ||
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
  if (unit === '年') return value < 1900 && isTerm(s, numeral.start, end);
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
