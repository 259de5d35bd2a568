/** The named area that a sentence limits a number to; else the document's own place. */
import type { Item } from './clause.ts';
import { isAdverbial, skipNoise } from './label-words.ts';
import { placeAt } from './places.ts';

const areaAtStart =
  /^([一-鿿A-Za-z]{2,14}?(?:新区|经济技术开发区|经济开发区|高新技术产业开发区|开发区|高新区|自贸试验区|自贸区|合作区|主城区|核心城区|核心区|都市圈|产业带|经济带|城市群|地区|两地|三地|四地|九市|限行区域|高速|片区|翼))/;
const districtAtStart = /^([一-鿿]{1,4}(?:自治县|区|县))(?![域位块级间内别际市分动外段情城下])/;
const mainCity = /^主城区/;
/** 三环内, 绕城高速以内: what a ring road closes in. */
const ringAtStart = /^(?:[一二三四五六]环|[内外中]环线?|绕城(?:高速)?)(?:公路|路)?(?:以内|以外|之内|内)/;
/** 三亚市、陵水县、万宁市: areas in a row, each with its own ending. */
const areasAtStart =
  /^(?:[一-鿿]{1,8}?(?:新区|开发区|高新区|经开区|自治县|区|县|市)、){1,5}[一-鿿]{1,8}?(?:新区|开发区|高新区|经开区|自治县|区|县|市)(?=[各等分共新两三四五建])/;
const generic =
  /^(?:核心|全|各|本|该|我|辖|市|郊|地|社|园|街|景|小|山|灾|林|牧|库|部分|重点|有关|相关|所在|示范|功能|所有|每个|每|若干|一批|乡镇|农村|等|设区|国家|省级|市级|县级|区级|具备|有条件|新建|既有|老旧|中心|其他|偏远|周边|发达|先进|城市|建设|打造|培育|推进|完善|高速公路|公共|住宅|居住|开发|海上|在|特色)|(?:园区|社区|景区|小区|示范区|集聚区|城市地区|农村地区|辖区|牧区|库区|专区|保税区|先导区|服务区|试验区|产业区|功能区|居住区|作业区|校区|厂区|港区|矿区|聚集区|先行区|示范片区|示范城市群)$|以/;
const whole = /^(?:全[市省区县州]|我[市省区县]|本[市省]|区域内)/;

/** Place names in a row at `at`: 北川、平武、盐亭三县; ends before the verb. */
const placesAtStart = (text: string): string | null => {
  const names: string[] = [];
  let at = 0;
  for (let count = 0; count < 8; count++) {
    const found = placeAt(text, at);
    if (found === null) break;
    let end = found.end;
    if (text.charAt(end) === '港') end++;
    names.push(text.slice(at, end));
    at = end;
    if (!'、和与及'.includes(text.charAt(at) || ' ')) break;
    at++;
  }
  return names.length > 0 ? names.join('、') : null;
};

/** 北川、平武、盐亭三县新建…: names that no list knows, counted by their own kind. */
const countedNames =
  /^((?:[一-鿿]{2,4}、)+[一-鿿]{2,4}?)(?:两|三|四|五|六|等)?(?:县|区|市|(?<!本)地|州)(?:市|区)?(?=[一-鿿])/;

/** The area that a subject phrase begins with, or null. */
export const areaOf = (phrase: string, own: string | null): string | null => {
  const at = skipNoise(phrase, 0, phrase.length);
  const text = phrase.slice(at).replace(/^在/, '');
  // A firm that carries a place's name.
  if (text.startsWith('宁德时代')) return null;
  if (isAdverbial(text)) return null;
  if (mainCity.test(text)) return '主城区';
  const ring = ringAtStart.exec(text)?.[0];
  if (ring !== undefined) return ring;
  const areas = areasAtStart.exec(text)?.[0];
  if (areas !== undefined) return areas;
  const place = placesAtStart(text);
  // 余杭区以余杭经济技术开发区为主体…: the district is the subject, not what follows it.
  const early = /^([一-鿿]{1,4}(?:区|县|市))(?=[以立依积着聚围大将力充坚])/.exec(text)?.[1];
  if (early !== undefined && !generic.test(early) && early !== own) return early;
  const area = areaAtStart.exec(text)?.[1];
  if (
    area !== undefined &&
    !generic.test(area) &&
    !/[占的]/.test(area) &&
    (place === null || area.startsWith(place.split('、')[0] ?? '')) &&
    !text.slice(0, area.length + 1).includes('、')
  ) {
    return own !== null && area === own ? null : area.replace(/内$/, '');
  }
  if (place !== null) return own !== null && (own === place || own.startsWith(place)) ? null : place;
  const counted = countedNames.exec(text)?.[1];
  if (counted !== undefined && !/产业|企业|汽车|公交|技术/.test(counted)) return counted;
  const district = districtAtStart.exec(text)?.[1];
  if (district !== undefined && district.length >= 2 && !generic.test(district) && district !== own) return district;
  return null;
};

/** How far back a place named earlier in the sentence reaches, characters. */
const LONGEST_PART = 400;

export interface RegionContext {
  /** The document's own place. */
  own: string | null;
  /** What the paragraph is about (“一城”即…), or the section's heading names. */
  local: string | null;
  /** The paragraph tells of a national plan. */
  isNational: boolean;
  /** Label of the item: a distributed list puts its own place first. */
  indicator: string;
  /** The clause has a subject of its own. */
  isWhole: boolean;
}

/** The region of an item: its own words, then the clauses before it in its part of the sentence, then the paragraph. */
export const regionOf = (
  s: string,
  item: Item,
  { own, local, isNational, indicator, isWhole }: RegionContext,
): string | null => {
  if (isNational) return '全国';
  const lead = s.slice(item.sentenceStart, item.raw.start);
  const clauses = lead
    .slice(lead.lastIndexOf('；') + 1)
    .slice(-LONGEST_PART)
    .split(/[，：]/);
  if (item.distributes && item.listLength > 1) {
    const named = areaOf(indicator, own);
    if (named !== null) return named.split('、')[0] ?? named;
  }
  // 在西咸新区建设示范区，示范区内路口…: it lies where the clause before said.
  const isInside = /^(?:先导区|示范区|试验区|试点区|园区)内/.test(clauses.at(-1) ?? '');
  for (let index = clauses.length - 1; index >= 0; index--) {
    const clause = clauses[index] ?? '';
    const text = clause.slice(skipTimes(clause));
    if (/^(?:全国|国内|我国|国家将)(?!.{0,4}(?:级|性))/.test(text)) return '全国';
    if (/^(?:约)?占/.test(text)) continue;
    const found = areaOf(clause, own);
    const isOwnClause = index === clauses.length - 1;
    if (found !== null && (isOwnClause || isInside || !(found.includes('、') || ringAtStart.test(found)))) return found;
    if (whole.test(text) && !/^全[区县]/.test(text)) return own;
    if (isOwnClause && isWhole && !isInside) break;
  }
  return local ?? own;
};

const skipTimes = (clause: string): number =>
  /^(?:到|截至|至)?(?:20\d\d年?(?:底|末)?|“十[一二三四五]五”(?:末|期间)?)?/.exec(clause)?.[0].length ?? 0;
