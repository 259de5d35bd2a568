/** Places and enterprises named in a stretch of text. */
import { placeAt } from './places.ts';

const byAreaSuffix =
  /([一-鿿]{1,8}?(?:新区|经济技术开发区|经济开发区|开发区|高新区|自治县|县|区|市|镇))(?![域位块级]|产业)/g;
const leadWords = /^.*?(?:以|和|及|在|、|为|即|由|将|到|对|与|支持|推动|依托|立足|引导|鼓励|聚焦)/;
const notPlace =
  /^(?:全|我|各|本|该|地|城|市|辖|所在|重点|有关|核心|示范)|(?:聚集区|集聚区|示范区|园区|先行区|小区|城区|城市|景区|社区|地区|片区|核心区)$/;

/** Divisions of the list, and names by suffix (区, 县, 开发区), in text order without repeats. */
export const placesIn = (text: string): string[] => {
  const names: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const known = placeAt(text, at);
    if (known === null) continue;
    const name = text.slice(at, known.end);
    if (!names.includes(name)) names.push(name);
    at = known.end - 1;
  }
  for (const match of text.matchAll(byAreaSuffix)) {
    const name = (match[1] ?? '').replace(leadWords, '');
    if (name.length >= 3 && !notPlace.test(name) && !names.some((other) => other.includes(name))) names.push(name);
  }
  return names;
};

const enterpriseList =
  /(?:以|依托|聚集了|集聚了?|支持|鼓励|发挥|推动|拥有|引进了|培育了|包括|例如|聚集)([^，。；：]{2,80}?)等[^，。；]{0,12}?(?:企业|公司|龙头|厂商|车企)/g;
const notEnterprise = /产业|基地|平台|园区|小镇|高校|院所|机构$|^[一-鿿]{2,3}(?:市|县|区)$|领域/;

/** Firms named in enumerations: 依托A、B、C等企业. */
export const enterprisesIn = (text: string): string[] => {
  const names: string[] = [];
  for (const match of text.matchAll(enterpriseList)) {
    for (const raw of (match[1] ?? '').split(/[、和及]/)) {
      const name = raw.replace(/^.*(?:以|依托|聚集了|支持|推动|集聚|鼓励)/, '').trim();
      if (name.length >= 2 && name.length <= 14 && !notEnterprise.test(name) && !names.includes(name)) names.push(name);
    }
  }
  return names;
};
