/** The named area that a sentence limits a number to; else the document's own place. */
import type { Item } from './clause.ts';
import { placeAt } from './places.ts';

const area = /([一-鿿]{2,12}?(?:新区|经济技术开发区|经济开发区|开发区|高新区|高新技术产业开发区|产业带|经济带|都市圈|核心城区|自由贸易试验区|自贸区|合作区|先行区|城市群))/;
const district = /(?:^|[，；。、：“”对在支持]|其中|年)([一-鿿]{1,4}(?:区|县|州|盟))(?![域位块级间内别县市分动外段])/;
const notArea = /^(?:全|各|本|该|我|辖|城|市|郊|地|社|园|街|景|小|山|灾|林|牧|片|库|重点|有关|相关|所在|产业|示范|功能|核心|所有|每个|若干|一批|乡|郡|等|设|国家级|省级)|(?:园区|社区|景区|小区|示范区|集聚区|城区|地区|辖区|片区|牧区|库区|专区|保税区|先导区|服务区|试验区|产业区|控制区|功能区|居住区|住宅区|停车区|限行区|作业区|校区|厂区|港区|矿区|聚集区)$/;
const national = /^(?:全国|国内|我国|国家)/;
const named = /([一-鿿]{2,6}(?:地区|两地|城区|限行区域|九市|三市|四市|都市区|城镇群|片区))/;

/** The region of an item, from its clause and the sentence before it. `local` is what the paragraph is about. */
export const regionOf = (s: string, item: Item, own: string | null, local: string | null, noun: string, isQuoted: boolean): string | null => {
  const lead = s.slice(item.clauseStart, item.raw.start);
  if (isQuoted || national.test(lead.replace(/^(?:到?20\d\d年，?|“十.五”期间，?)/, ''))) return '全国';
  const text = s.slice(Math.max(item.sentenceStart, item.clauseStart), item.raw.start);
  const byArea = area.exec(text)?.[1];
  if (byArea !== undefined && !notArea.test(byArea) && !/占/.test(text.slice(0, text.indexOf(byArea)))) return byArea.replace(/^(?:在|支持|推动|依托|对|由)/, '');
  const byName = named.exec(lead)?.[1];
  if (byName !== undefined && !/^(?:全|各|部分|有条件|中心|主要|具备|重点|新建|既有|老旧|其他|农村|乡镇|设区市|偏远|周边|国内|发达|先进|城市|高|和|主流)/.test(byName) && !/占/.test(lead.slice(0, lead.indexOf(byName)))) return byName.replace(/^(?:在|支持|推动|到|年)/, '').replace(/^\d*年/, '');
  const byDistrict = district.exec(lead)?.[1];
  if (byDistrict !== undefined && !notArea.test(byDistrict) && byDistrict !== own) return byDistrict;
  for (let at = 0; at < Math.min(lead.length, 30); at++) {
    const found = placeAt(lead, at);
    if (found === null) continue;
    const name = lead.slice(at, found.end);
    const before = lead.charAt(at - 1);
    if (own !== null && (found.place.name === own || name === own)) break;
    if (before === '占' || before === '比') break;
    if (found.place.level === 'city' || found.place.level === 'province') return item.distributes && noun.startsWith(name) ? name : name;
  }
  if (/^(?:全区|全县|区内)/.test(lead.replace(/^.*?年/, '')) && local !== null) return local;
  return local ?? own;
};
