/** Words that labels are made of: measures, and the noise around them. */

/** Ends of a noun phrase that measures something: 产量, 占比, 率, 里程. */
export const measure =
  /(?:年均增速|产销量|年产量|产量|年销量|销量|总产值|工业产值|产值规模|产值|总值|增加值|主营业务收入|营业收入|销售收入|经营性收入|可支配收入|营收规模|营收|收入|利润总额|利润|利税|税收|出口总额|出口额|出口量|出口规模|出口|进出口总额|进出口额|进口额|交易额|销售额|采购额|投资额|总投资|投资|年产能|产能利用率|产能|保有量|占比|比重|比例|率|数量|总数|总量|人数|人次|规模|总规模|首期规模|里程|总长度|长度|面积|半径|时延|成本|价格|强度|密度|寿命|能耗|水耗|能力|水平|功率|容量|时间|频次|效率|资金|经费|金额|总额|消费量|处理量|回收量|装机量|拥有量|藏书量|加工量|排放量|量|满意度|指数|温度|浓度|间距|比|氢价|电价|单价|售价|服务费)$/;

/** A measure without what it measures: 产值, 年均增速, 占比. */
export const bareMeasure =
  /^(?:年|总|工业|规上|规模以上|全部|产业|其|该)*(?:产量|销量|产销量|保有量|渗透率|产值|总值|增加值|主营业务收入|营业收入|营收|销售收入|收入|利润|税收|出口额|出口量|出口|占比|比重|比例|规模|首期规模|募集规模|产值规模|营收规模|总量|数量|总数|面积|产能|产能利用率|能力|投资|总投资|协议总投资|增速|增幅|半径|里程|成本|寿命|投放总额|出口占比|覆盖率|接入率)?$/;

const noise =
  /^(?:(?:《[^》]{1,12}》)?(?:明确)?提出(?:了)?[，：]?|到|至|在|力争|争取|确保|其中|并且|并|同时|以及|及|和|与|、|，|；|。|：|“?十[一二三四五六]五”?(?:期间|末|时期|以来)|另有|共有|共|约占|约|努力|全年|每年|逐年|全市|全省|全区|全县|全州|我市|我省|我区|我县|本市|截至|目前|累计|预计|有望|成功|初步|基本|已经|已|能够|通过|进一步|加快|积极|大力|持续|着力|推动实现|有力支撑|力促|一般|原则上|再|还|仍有|仍|尚有|期间|总体|整体|近年来|但是|但仍|但|然而|存在|提前|率先|分别|各|均|至少|区域内|辖区内|支持|鼓励|引导|推动|促进|实现|完成|达到|对于|按照|由|将|要|使得|我国|国内|全国|滚动|组织|下|--|-)/;
const keepWhole =
  /^(?:到位|到期|到账|在建|在营|在校|在册|在岗|在库|对标|对接|均衡|各项|下降|各类|各县|各市|各区|各级|各地|支持率|完成率|实现率|达到率|推动力|对外|对口|基本农田|基本医|基本养|与会|和谐|及时|一般公共|一般工业|再生|再制造|再就业|再贷款|还款|将军|要素|全国性|国内生产|国内外|约束|下乡|下岗|至善|整体|总体)/;
const clockWord =
  /^(?:(?:到|至|力争到|截至|展望|自|从|在|由)?(?:20\d\d年?[-~]{1,2})?20\d\d年?(?:\d{1,2}月)?(?:底前|末前|底|末|前|初|年底|年末|期间|以来|起|的)?[、，]?|[一二两三四五]年内[，、]?|[一二两三四五]年(?=累计)|第?[一二三四]季度(?:前|末)?|\d{1,2}月(?:底|末)?前|[上下]半年|年底前|年均|\d年内[，、]?)/;

/** Offset after times, adverbs and connectives at the head of s[from, to). */
export const skipNoise = (s: string, from: number, to: number): number => {
  let at = from;
  for (let i = 0; i < 14 && at < to; i++) {
    const rest = s.slice(at, Math.min(to, at + 24));
    if (keepWhole.test(rest)) break;
    const found = clockWord.exec(rest) ?? noise.exec(rest);
    if (found === null || found[0] === '') break;
    at += found[0].length;
  }
  return at;
};

/** A phrase without noise at its head and without particles at its end. */
export const strip = (phrase: string): string => {
  const head = phrase.slice(skipNoise(phrase, 0, phrase.length));
  return head
    .replace(/(?:20\d\d年?[、和及]?)+$/, '')
    .replace(/(?:[的为达至从由“：、，（]|首次|分别|至少|累计|年均|同比|预计|有望|总体|各自)+$/, '')
    .replace(/^[的”、，：）]+/, '');
};

/** 在…中, 围绕…, 依托…: an adverbial before the verb names a setting, not the thing counted. */
export const isAdverbial = (phrase: string): boolean =>
  /^(?:围绕|依托|结合|以|按|在|面向|针对|聚焦|通过|根据|为|利用|发挥|立足|用|从)/.test(phrase);
