/** Verbs that govern a counted noun: building up, adding, having. They decide accumulation and shape the label. */

/** `build`: made over time; `add`: counted against the base year; `have`: a stock; `spend`: money that flows. */
type VerbClass = 'build' | 'add' | 'have' | 'spend';

export interface Verb {
  text: string;
  kind: VerbClass;
  start: number;
  end: number;
  /** It governs its own number only and carries to none after it. */
  isWeak: boolean;
}

/** Verbs that count wherever they stand before the noun. */
const strong: Readonly<Record<VerbClass, string>> = {
  build:
    '建成投用 建成投运 建成 新建和改扩建 新建 改扩建 新改扩建 新改建 改建 惠及 建设 打造 培育引进 引进培育 培育或引进 培育壮大 培育形成 培育 引进 引育 招引 新招引 新引进 引入 新创建 新创 创建 争创 组建 设立 新设 搭建 成立 认定 新认定 投放 推广应用 推广 培养 培训 完成 组织实施 滚动实施 实施 举办 承办 开展 布局建设 布局 带动 推动 推进 扶持 帮扶提升 帮扶 孵化 遴选 选树 支持 发展 建立 攻克 攻关 突破 取得 形成 落地 实现 主导制定 主导或参与制定 主持或参与制订 参与制定 牵头或参与制修订 主导或参与制修订 参与制修订 主导制修订 制修订 制定 制订 获批 撤并 发布 签约 新签约 组织 建造 落户 增设 开通 新开通 投用 新开工 开工 竣工 储备 谋划 吸引 撬动 转化 推出 申请 授权 获得 入库 改造 整治 盘活 淘汰 淘汰更新 更新 退出 关停 新增完成 入选 认证 种植 部署 安装 铺设 布设 敷设 架设 诊断 抽检 评选 评定 配建 配备 建 植树 造林 治理 修复 创成 争取 安置 引导',
  add: '新增 净增 新增加 净增加',
  have: '拥有 共有 现有 具有 具备 覆盖 留存 存有 在营 集聚 集聚了 聚集 现存 设有 建有 达到 有',
  spend: '安排 投入 落实 统筹 发行 募集 设立总规模 筹集 拨付 发放 投放总额 贷款 争取到',
};

/** Verbs that count only where they open the clause: in the noun itself they are a modifier (开放测试道路). */
const weak = '开放 累计开放 获 发放 累计发放 搭载 研发 研制 接入 评为 入围 运营 运行 服务 采购 建筑';

interface Known {
  text: string;
  kind: VerbClass;
}

const byFirst = new Map<string, Known[]>();
const weakByFirst = new Map<string, Known[]>();
const add = (map: Map<string, Known[]>, known: Known): void => {
  const bucket = map.get(known.text.charAt(0)) ?? [];
  bucket.push(known);
  bucket.sort((a, b) => b.text.length - a.text.length);
  map.set(known.text.charAt(0), bucket);
};
for (const [kind, list] of Object.entries(strong))
  for (const text of list.split(' ')) add(byFirst, { text, kind: kind as VerbClass });
for (const text of weak.split(' ')) add(weakByFirst, { text, kind: 'build' });

/** Adverbs and modals that stand before the governing verb. */
const adverbs =
  /^(?:力争|争取|确保|努力|加快|积极|大力|持续|着力|重点|成功|累计|共|再|新|共计|总计|每年|逐年|全年|年均|计划|将|要|已|已经|实现|支持|鼓励|推动|引导|各|分别|均|全市|全省|全区|全县|全国|我市|我省|我区|我县|其中|并|同时|至少|力促|滚动|组织|牵头|继续|稳步|有序|率先|基本|仍|还|尚|约|近|在全市|在全省|即|区域内|辖区内)/;

/** Words that contain a verb and are a noun: 建设用地, 推广中心, 改造项目 … checked at the verb. */
const nominal: Readonly<Record<string, string>> = {
  建设: '用地项目工程任务规模标准期成本周期部门单位面积领域投资',
  发展: '中心规划基金水平区阶段方式指数质量',
  培训: '机构中心基地',
  种植: '面积规模基地',
  研发: '人员经费投入费用强度中心机构平台活动支出',
  搭载: '率',
  服务: '业',
  改造: '项目里程任务工程',
  治理: '率能力体系',
  实施: '方案意见细则',
  组织: '机构',
  支持: '力度政策平台',
  建: '筑制材议构',
  有: '效限关色机条力望序利',
  整治: '面积率',
  更新: '率比例',
  转化: '率',
  覆盖: '率面',
  实现: '',
};

const isNominal = (s: string, known: string, end: number, to: number): boolean => {
  if (known.length > 1 && (s.charAt(end) === '的' || (end + 1 >= to && '量率数额度'.includes(s.charAt(end) || ' '))))
    return true;
  if (known === '建成' && s.charAt(end) === '区' && s.charAt(end + 1) !== '域') return true;
  const tail = nominal[known];
  if (tail === undefined || tail === '') return false;
  if (known.length === 1) return tail.includes(s.charAt(end) || ' ');
  if (known === '发展' && '带轴极翼核圈廊'.includes(s.charAt(end) || ' ')) return true;
  const two = s.slice(end, end + 2);
  return two.length === 2 && (tail.includes(two) || two.startsWith('率') || two.startsWith('期'));
};

const isBadStart = (s: string, known: string, start: number): boolean => {
  const before = s.charAt(start - 1);
  if (known === '建') return before !== '新' && before !== '扩' && start > 0 && !'，；：、。年'.includes(before);
  if (known === '有') return !'，；：、。省市区县国院内约还仍共均'.includes(before || '，');
  if (known === '形成' || known === '组织' || known === '引导') return false;
  return false;
};

/** The verb that governs the noun in s[from, to): the first strong one, or a weak one that opens the stretch. */
export const findVerb = (s: string, from: number, to: number): Verb | null => {
  let at = from;
  for (let steps = 0; steps < 6; steps++) {
    const found = adverbs.exec(s.slice(at, Math.min(to, at + 6)));
    if (found === null) break;
    const strongHere = matchAt(s, at, to, byFirst);
    if (strongHere !== null && strongHere.text.length > found[0].length) break;
    if (strongHere !== null && at + found[0].length >= to) break;
    at += found[0].length;
  }
  for (const text of ['净增加', '新增加', '新增', '净增'])
    if (to - text.length >= from && s.startsWith(text, to - text.length))
      return { text, kind: 'add', start: to - text.length, end: to, isWeak: false };
  const closing = closingVerb(s, from, to);
  if (closing !== null) return closing;
  const opening = matchAt(s, at, to, weakByFirst);
  let support: Verb | null = null;
  for (let i = from; i < to; i++) {
    const verb = matchAt(s, i, to, byFirst);
    if (verb === null) continue;
    if (['支持', '推动', '推进', '引导', '争取', '实现', '组织', '发展', '有', '形成', '达到'].includes(verb.text)) {
      support ??= verb;
      i = verb.end - 1;
      continue;
    }
    return opening !== null && opening.start < verb.start ? opening : verb;
  }
  return opening ?? support;
};

/** A weak verb right before the number: AliOS系统已搭载近200万辆. */
const closingVerb = (s: string, from: number, to: number): Verb | null => {
  for (let at = Math.max(from, to - 4); at < to; at++) {
    const verb = matchAt(s, at, to, weakByFirst);
    if (verb?.end === to) return verb;
  }
  return null;
};

const matchAt = (s: string, at: number, to: number, map: Map<string, Known[]>): Verb | null => {
  const bucket = map.get(s.charAt(at));
  if (bucket === undefined) return null;
  for (const known of bucket) {
    const end = at + known.text.length;
    if (end > to || !s.startsWith(known.text, at)) continue;
    if (isNominal(s, known.text, end, to) || isBadStart(s, known.text, at)) continue;
    return { text: known.text, kind: known.kind, start: at, end, isWeak: map === weakByFirst };
  }
  return null;
};
