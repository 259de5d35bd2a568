/** Spatial patterns (一核多点, 一极两翼, 一湾一带) and the parts that the text explains. */
import { placeAt } from './places.ts';
import type { LayoutNode, PlanLayout } from './types.ts';

const part = '[一二两三四五六七八九十多双单]{1,2}(?:主|副|核|极|心|轴|带|廊|翼|圈|区|园|点|湾|城|港|环|片|组团|基地|集群|中心|走廊|高地|平台|谷|岛|链|支点|节点|板块|群|地|核心|街|镇|港区|示范|线)';
const patternRule = new RegExp(`(?:${part}){2,5}`, 'g');
const context = /格局|布局|布置|体系|空间|结构|架构|思路/;

const enterpriseSuffix = /(?:集团|股份|公司|汽车|科技|动力|电子|机电|新能源|客车|电池|能源|重工|电气|智能|实业|控股|钱潮|福特|吉利|材料|底盘|车芯|商用车|专用车|重卡|智驾)$/;

/** Split of a pattern into its parts: 一极两翼多点 → 一极, 两翼, 多点. */
export const partsOf = (pattern: string): string[] => pattern.match(new RegExp(part, 'g')) ?? [];

interface Found {
  pattern: string;
  at: number;
}

/** Patterns in quotes, or unquoted beside 格局 or 布局. */
const findPatterns = (s: string): Found[] => {
  const found: Found[] = [];
  for (const match of s.matchAll(patternRule)) {
    const at = match.index;
    const end = at + match[0].length;
    const quoted = s.charAt(at - 1) === '“' && s.charAt(end) === '”';
    const near = s.slice(end, end + 24);
    if (!(quoted ? context.test(near) || context.test(s.slice(Math.max(0, at - 12), at)) : context.test(near.slice(0, 10)))) continue;
    if (partsOf(match[0]).length < 2 || found.some((other) => other.pattern === match[0])) continue;
    found.push({ pattern: match[0], at });
  }
  return found;
};

/** Text that explains a part: “一核”即…, up to the next part's explanation. */
const explain = (s: string, partName: string, from: number, all: readonly string[]): string => {
  const limit = Math.min(s.length, from + 6000);
  for (const opening of [`“${partName}”即`, `“${partName}”：`, `“${partName}”为`, `“${partName}”是`, `“${partName}”指`, `${partName}：`, `“${partName}”（`, `“${partName}”`]) {
    const at = s.indexOf(opening, from);
    if (at < 0 || at > limit) continue;
    let end = Math.min(limit, at + 600);
    for (const other of all) {
      if (other === partName) continue;
      const next = s.indexOf(`“${other}”`, at + opening.length);
      if (next > at && next < end) end = next;
    }
    const section = s.slice(at, end).search(/\n(?:[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]）|专栏)/);
    return s.slice(at + opening.length, section > 0 ? at + section : end);
  }
  return '';
};

const areaRule = /[一-鿿]{1,6}?(?:新区|开发区|高新区|自治县|县|区|市|镇)(?![域位块级、]?(?:产业|级))/g;

/** Places named in a stretch: divisions of the list, and names by suffix in enumerations. */
const placesIn = (text: string): string[] => {
  const names: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const known = placeAt(text, at);
    if (known === null) continue;
    const name = text.slice(at, known.end);
    if (!names.includes(name)) names.push(name);
    at = known.end - 1;
  }
  for (const match of text.matchAll(areaRule)) {
    const name = match[0].replace(/^(?:即|为|以|和|及|在|、)/, '');
    if (name.length >= 3 && !/^(?:全|我|各|本|该|地)|(?:聚集区|集聚区|示范区|园区|先行区|小区)$/.test(name) && !names.some((other) => other.includes(name))) names.push(name);
  }
  return names;
};

/** Names of a list that ends in 等 + 企业 or 公司. */
export const enterprisesIn = (text: string): string[] => {
  const names: string[] = [];
  const rule = /(?:以|依托|聚集了|集聚|支持|鼓励|发挥|推动|拥有|引进了|培育了|包括|如|聚集)([^，。；：]{2,80}?)等[^，。；]{0,12}?(?:企业|公司|龙头|厂商|车企|为龙头|为代表)/g;
  for (const match of text.matchAll(rule)) {
    for (const raw of (match[1] ?? '').split(/[、和及]/)) {
      const name = raw.replace(/^.*?(?:以|依托|聚集了|支持)/, '').trim();
      if (name.length >= 2 && name.length <= 14 && !/产业|基地|平台|园区|小镇|高校|院所|机构$/.test(name) && !names.includes(name)) names.push(name);
    }
  }
  const listed = /(?:依托|集聚|聚集)([^，。；：]{2,60})等/.exec(text)?.[1];
  if (names.length === 0 && listed !== undefined) for (const name of listed.split(/[、和及]/)) if (enterpriseSuffix.test(name)) names.push(name);
  return names;
};

const clean = (name: string): string => name.replace(/^(?:即|为|是|指|：|以)/, '').replace(/[。，；].*$/, '');

const nodesOf = (s: string, pattern: string, at: number): LayoutNode[] => {
  const parts = partsOf(pattern);
  const nodes: LayoutNode[] = [];
  for (const partName of parts) {
    const inline = new RegExp(`“${partName}”（([^）]{2,60})）`).exec(s.slice(Math.max(0, at - 200), at + 200))?.[1];
    const text = explain(s, partName, Math.max(0, at - 100), parts) || (inline ?? '');
    const first = clean((inline ?? text).split(/[，。；]/)[0] ?? '');
    const names = first.replace(/等(?:地|特色|汽车|产业|[一-鿿]{0,12}).*$/, '').split(/[、和]/).map((name) => name.trim()).filter((name) => name.length >= 2 && name.length <= 24);
    const enterprises = enterprisesIn(text);
    const places = placesIn(text.slice(0, 300));
    if (names.length === 0) nodes.push({ name: partName, role: partName, places, enterprises });
    else for (const name of names) nodes.push({ name, role: partName, places: names.length > 1 ? [name] : places, enterprises });
  }
  return nodes;
};

/** Every spatial pattern of the text with its nodes, in text order. */
export const findLayout = (s: string): PlanLayout[] => findPatterns(s).map(({ pattern, at }) => ({ pattern, nodes: nodesOf(s, pattern, at) }));
