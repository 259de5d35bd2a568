/** Spatial patterns (一核多点, 一极两翼, 一湾一带) and the parts that the text explains. */
import { enterprisesIn, placesIn } from './names.ts';
import type { LayoutNode, PlanLayout } from './types.ts';

const counts = '[一二两三四五六七八九十多双单]{1,2}';
const nouns =
  '主|副|核心|核|极|心|轴|带|走廊|廊|翼|圈|园区|区|园|点|湾|城|港区|港|环|片区|片|组团|基地|集群|群|中心|高地|平台|谷|岛|链|支点|节点|板块|地|街|镇|示范|线|源|库|横|纵|山|河|湖|江';
/** 一核引领、两翼齐飞: what a part does may stand behind it. */
const deeds = '引领|齐飞|支撑|协同|联动|辐射|驱动|拓展|提升|带动|融合|互动|并进|发展|示范';
const patternRule = new RegExp(`(?:${counts}(?:${nouns})(?:${deeds})?、?){2,5}`, 'g');
const partRule = new RegExp(`${counts}(${nouns})`, 'g');
const context = /格局|布局|布置|空间|结构|架构|思路/;

/** The parts of a pattern: 一极两翼多点 → 一极, 两翼, 多点. */
const partsOf = (pattern: string): string[] => pattern.match(partRule) ?? [];

/** Patterns in quotes near 格局 or 布局, or unquoted right before one of them. */
const findPatterns = (s: string): { pattern: string; at: number }[] => {
  const found: { pattern: string; at: number }[] = [];
  const seen = new Set<string>();
  for (const match of s.matchAll(patternRule)) {
    const at = match.index;
    const pattern = match[0].replace(/、$/, '');
    if (seen.has(pattern) || partsOf(pattern).length < 2) continue;
    const end = at + pattern.length;
    const isQuoted = s.charAt(at - 1) === '“' && s.charAt(end) === '”';
    const after = s.slice(end, end + 24).split('。')[0] ?? '';
    if (
      !(isQuoted
        ? context.test(after) || context.test(s.slice(Math.max(0, at - 12), at))
        : context.test(after.slice(0, 10)))
    )
      continue;
    seen.add(pattern);
    found.push({ pattern, at });
  }
  return found;
};

const reach = 6000;

/** Text that explains a part (“一核”即…), up to the explanation of the next part or the next heading. */
const explanation = (s: string, part: string, from: number, parts: readonly string[]): string => {
  const stretch = s.slice(from, from + reach);
  for (const opening of [
    `“${part}”即`,
    `“${part}”：`,
    `“${part}”为`,
    `“${part}”是`,
    `“${part}”指`,
    `“${part}”，`,
    `“${part}”（`,
    `“${part}”`,
    `${part}：`,
    `${part}即`,
  ]) {
    const at = stretch.indexOf(opening);
    if (at < 0) continue;
    let end = Math.min(stretch.length, at + 700);
    for (const other of parts) {
      const next = other === part ? -1 : stretch.indexOf(`“${other}”`, at + opening.length);
      if (next > at && next < end) end = next;
    }
    const heading = stretch
      .slice(at, end)
      .search(/\n(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）|专栏)/);
    return stretch.slice(at + opening.length, heading > 0 ? at + heading : end);
  }
  return '';
};

const industry = /(?:新能源|智能网联|节能与新能源)?(?:汽车|产业|经济|工业|制造|城镇|发展|创新|集聚)+(?:集聚|发展)?$/;

/** 环杭州湾, 温台沿海: the name before the part's own noun, where the pattern is followed by its members without quotes. */
const namedBeside = (s: string, part: string, from: number): string => {
  const noun = part.replace(/^[一二两三四五六七八九十多双单]{1,2}/, '');
  if (noun === '' || /^[点区地]$/.test(noun)) return '';
  const stretch = s.slice(from, from + 200).split('\n')[0] ?? '';
  const at = stretch.indexOf(noun, 1);
  if (at < 2) return '';
  const before = /[一-鿿]{2,14}$/.exec(stretch.slice(Math.max(0, at - 14), at))?.[0] ?? '';
  const name = before.replace(/^.*?(?:推动|支持|打造|建设|依托|立足|围绕|构建|做强|发展|培育|以)/, '');
  const isWhole = '湾城港谷岛'.includes(noun);
  return isWhole ? `${name}${noun}` : name.replace(industry, '');
};

const standsFor: readonly (readonly [RegExp, string])[] = [
  [/[核心]$/, '核心|主体|中心'],
  [/[带轴廊]$/, '轴线|轴|主线'],
  [/[翼极]$/, '两翼|增长极|支撑'],
];

/** 以经开区为核心, 以A—B、C—D为轴线 in the text after the pattern: what its 一核 and 两带 are where nothing explains them. */
const standingFor = (s: string, part: string, from: number): string[] => {
  const words = standsFor.find(([nouns]) => nouns.test(part))?.[1];
  if (words === undefined) return [];
  const found = new RegExp(`以([^，。；、\\n]{2,16}(?:、[^，。；、\\n]{2,16}){0,4})为(?:${words})`).exec(
    s.slice(from, from + 800),
  );
  return found?.[1]?.split('、') ?? [];
};

const placeList =
  /(?:立足|依托|以|在|即|为|：|，|。|、|^)((?:[一-鿿]{2,8}[、和及])+[一-鿿]{2,8}?)(?:等(?:地|区|县|市|[^，。；]{0,8}(?:区|县|市|地))|等(?=[，。；培形建打]))/g;

/** Names in enumerations of places that an explanation holds. */
const listedPlaces = (text: string): string[] => {
  const names: string[] = [];
  for (const match of text.matchAll(placeList)) {
    for (const raw of (match[1] ?? '').split(/[、和及]/)) {
      const name = raw.replace(/^(?:立足|依托|以|在|即|为|包括|涵盖)/, '').replace(/[两三四五六](?:个|大|地).*$/, '');
      if (
        name.length >= 2 &&
        name.length <= 8 &&
        !/产业|企业|技术|零部件|汽车|平台|项目|中心$|基地$|测试|场$/.test(name) &&
        !names.includes(name)
      )
        names.push(name);
    }
  }
  return names;
};

const nodesOf = (s: string, pattern: string, at: number): LayoutNode[] => {
  const parts = partsOf(pattern);
  const nodes: LayoutNode[] = [];
  const from = Math.max(0, at - 80);
  for (const part of parts) {
    const text = explanation(s, part, from, parts);
    const enterprises = enterprisesIn(text);
    const first = (text.split(/[，。；）\n]/)[0] ?? '')
      .replace(new RegExp(`^(?:即|为|是|指|：|以|包括|涵盖|(?:${deeds})$)+`), '')
      .replace(/为(?:主体|核心|支撑|重点|中心|引领|依托|主要承载).*$/, '');
    const own = first
      .replace(/等(?:地|特色|汽车|产业|[一-鿿]{0,12}).*$/, '')
      .split(/[、和]/)
      .map((name) => name.trim().replace(/(?<=.{2})[两三四五六](?:个|大)[^、]*$/, ''))
      .filter((name) => name.length >= 2 && name.length <= 24);
    const listed = listedPlaces(text.slice(0, 400));
    const names = [...own];
    if (own.length !== 1) for (const place of listed) if (!names.includes(place)) names.push(place);
    if (own.length === 1 && /多点|节点|多极|多园/.test(part))
      for (const place of listed) if (!names.includes(place)) names.push(place);
    if (names.length === 0) names.push(...standingFor(s, part, at + pattern.length));
    if (names.length === 0) {
      const beside = namedBeside(s, part, at + pattern.length);
      if (beside.length >= 2) names.push(beside);
    }
    if (names.length === 0) nodes.push({ name: part, role: part, places: placesIn(text.slice(0, 300)), enterprises });
    else
      for (const name of names)
        nodes.push({ name, role: part, places: names.length > 1 ? [name] : placesIn(text.slice(0, 300)), enterprises });
  }
  return nodes;
};

/** 西青区—静海区: a name with a dash as the text writes it. */
const asWritten = (s: string, name: string, at: number, raw: (start: number, end: number) => string): string => {
  if (!name.includes('-')) return name;
  const from = Math.max(0, at - 80);
  const found = s.slice(from, from + reach).indexOf(name);
  return found < 0 ? name : raw(from + found, from + found + name.length);
};

/** Every spatial pattern of the text with its nodes, in text order. Linear: each pattern reads a bounded stretch. */
export const findLayout = (s: string, raw: (start: number, end: number) => string): PlanLayout[] =>
  findPatterns(s).map(({ pattern, at }) => ({
    pattern,
    nodes: nodesOf(s, pattern, at).map((node) => ({
      ...node,
      name: asWritten(s, node.name, at, raw),
      places: node.places.map((place) => asWritten(s, place, at, raw)),
    })),
  }));
