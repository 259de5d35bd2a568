/** Units that answer for a task: （责任单位：…）, （牵头单位：…；责任单位：…）, 由市经信局牵头，市发改委配合. */

/** Units in text order, the leading ones first. */
export interface Responsibility {
  units: string[];
  lead: string[];
}

const label =
  /(?:(?:责任|牵头|配合|协同|主办|协办|参与|参加|支持|主责|承办|实施|负责|落实|完成|主管|督办|分工)(?:单位|部门|主体|机构)(?:及分工)?|(?<=^|[；，。（【\n])(?:牵头|配合|责任|协办|主办|参与)(?:分工)?|责任分工)(?:[：]|为(?!主))/g;
const unitEnd =
  /(?:局|厅局|党委|专办|中心支行|（金融办）|委|委员会|厅|办|办公室|部|院|政府|管委会|公司|支行|中心|联盟|协会|银行|分行|供电|海关|总队|支队|集团|学院|大学|会|署|处|站|所|队|社|行|团|校|企业|单位|部门|电网|法院|检察院|领导小组|专班|指挥部|街道|镇|乡|县|区|市|工商联|贸促会|科协|总工会|管理局|税务局|分局|机构|红十字|（管委会）|（市、区）|城投|国资)$/;
const closing =
  /(?:按照?(?:各自)?职责分工(?:负责|落实|抓好落实)?|按职责分工|等(?:有关|相关)?(?:部门|单位)?(?:按职责分工负责)?|(?:牵头|分别)?负责|牵头|（牵头）|（(?:牵头|配合|责任)(?:单位|部门)）|(?:抓好|具体|组织|分工)?(?:落实|实施)|按职能分工负责|按职责负责|分工负责|共同负责|具体负责)$/;

/** Splits 省发展改革委、省经信厅，各设区市政府 at the marks outside brackets. */
const splitUnits = (text: string): string[] => {
  const units: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text.charAt(at);
    if (char === '（') depth++;
    else if (char === '）') depth = Math.max(0, depth - 1);
    // 各市、县（区）人民政府 is one name.
    const isOne = char === '、' && at - from === 2 && text.charAt(from) === '各';
    if (at < text.length && (depth > 0 || isOne || !'、，,；;/ '.includes(char))) continue;
    let unit = text
      .slice(from, at)
      .trim()
      .replace(/（[^（）]*下同）/, '')
      .replace(/，?下同$/, '');
    for (let i = 0; i < 3; i++) unit = unit.replace(closing, '');
    unit = unit.replace(/^(?:和|及|以及|会同|联合|由)/, '').replace(/[。．.]$/, '');
    if (
      unit.length >= 2 &&
      unit.length <= 40 &&
      !/列首位|牵头单位|下同|排名第一|：|20\d\d年|时限|^(?:持续推进|长期坚持|有关单位|年底前)/.test(unit)
    )
      units.push(unit);
    from = at + 1;
  }
  return units;
};

const fromLabels = (block: string): Responsibility | null => {
  label.lastIndex = 0;
  const marks = [...block.matchAll(label)];
  if (marks.length === 0) return null;
  const units: string[] = [];
  const lead: string[] = [];
  for (let index = 0; index < marks.length; index++) {
    const mark = marks[index] as RegExpMatchArray;
    const from = (mark.index ?? 0) + mark[0].length;
    const to = marks[index + 1]?.index ?? block.length;
    const named = splitUnits(block.slice(from, to).replace(/[；，、。]$/, ''));
    if (/^(?:牵头|主办|主责)/.test(mark[0])) lead.push(...named);
    units.push(...named);
  }
  return { units: unique([...lead, ...units]), lead };
};

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const leading =
  /(?:由|^|[，。；、（【\n])([^，。；：由（）【】\n]{2,60}?)(?:负责)?牵头(?:负责)?(?![会组单部制管])[^，。；]{0,30}?(?:[，、]([^。；]{2,120}?)(?:等)?(?:部门|单位)?(?:按照?(?:各自)?职责(?:分工)?)?(?:配合|参与|参加|协同|协办|负责|落实|协助|支持))?/g;

/** 由A牵头（建立…），B、C配合, A牵头，B配合: the last such sentence of a stretch. */
const fromText = (text: string): Responsibility | null => {
  const all: Responsibility = { units: [], lead: [] };
  leading.lastIndex = 0;
  for (const match of text.matchAll(leading)) {
    const lead = splitUnits((match[1] ?? '').replace(/^(?:由|进一步|建立|在)/, '')).filter((unit) =>
      unitEnd.test(unit),
    );
    if (lead.length === 0) continue;
    const others = splitUnits(match[2] ?? '').filter((unit) => unitEnd.test(unit) && unit.length <= 24);
    all.units = unique([...all.units, ...lead, ...others]);
    all.lead.push(...lead);
  }
  return all.units.length > 0 ? all : null;
};

const shared =
  /(?<=^|[。；\n])由([^。；，：\n]{3,160}?)(?:按照?(?:各自)?职责(?:分工)?|按职能|分别|共同|具体|分工)*(?:负责|落实|实施)(?=[。；\n]|$)/g;

/** 由A、B按职责分工负责。: a closing sentence without a leading unit; none where a part of it is no unit. */
const sharedUnits = (text: string): string[] => {
  const units: string[] = [];
  for (const match of text.matchAll(shared)) {
    const named = splitUnits(match[1] ?? '');
    if (named.every((unit) => unitEnd.test(unit))) units.push(...named);
  }
  return unique(units);
};

const bracketed = /[（〔【[]([^（）〔〕【】[\]]*(?:（[^（）]*）[^（）〔〕【】[\]]*)*)[）〕】\]]/g;

/** The units named in a stretch of text; brackets first, then running text. Empty where none is named. */
export const findResponsible = (text: string): Responsibility => {
  const units: string[] = [];
  const lead: string[] = [];
  label.lastIndex = 0;
  if (label.test(text)) {
    for (const match of text.matchAll(bracketed)) {
      const found = fromLabels(match[1] ?? '');
      if (found === null) continue;
      units.push(...found.units);
      lead.push(...found.lead);
    }
    if (units.length === 0) {
      for (const line of text.matchAll(
        /(?<=^|[。；\n])(?:责任|牵头|配合|主办|协办|参与|实施|主管|落实)(?:单位|部门|主体)?[：][^。\n]{2,200}/g,
      )) {
        const found = fromLabels(line[0]);
        units.push(...(found?.units ?? []));
        lead.push(...(found?.lead ?? []));
      }
    }
  } else {
    for (const match of text.matchAll(bracketed)) {
      const before = text.charAt(match.index - 1);
      const after = text.charAt(match.index + match[0].length);
      const named = splitUnits(match[1] ?? '');
      if (!'。；'.includes(before || ' ') && !'。\n'.includes(after)) continue;
      if (named.length > 0 && named.every((unit) => unitEnd.test(unit)) && /[局委厅办府]/.test(match[1] ?? '')) {
        units.push(...named);
        const [first, ...rest] = (match[1] ?? '').split('牵头');
        if (rest.length > 0) lead.push(...splitUnits(first ?? ''));
      }
    }
  }
  if (units.length > 0) return { units: unique(units), lead: unique(lead) };
  if (!text.includes('牵头')) return { units: sharedUnits(text), lead: [] };
  return fromText(text) ?? { units: [], lead: [] };
};
