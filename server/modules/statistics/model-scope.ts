/** How an indicator is cut, in words and back: names of the dimensions and of their fixed members. Pure. */
type Language = 'zh' | 'en';
type Names = Readonly<Record<string, readonly [zh: string, en: string]>>;

const dimensionNames: Names = {
  industry: ['产业', 'Industry'],
  product: ['车型', 'Product class'],
  partyKind: ['主体类型', 'Kind of firm'],
  partySize: ['规模', 'Size class'],
  level: ['级别', 'Level'],
  entryWay: ['进入方式', 'Way of entry'],
  fleet: ['用途', 'Fleet'],
  owner: ['所有权', 'Owner'],
  chargerKind: ['桩类型', 'Charger kind'],
  stage: ['项目阶段', 'Stage'],
  programme: ['计划（专项）', 'Programme'],
  list: ['榜单', 'Ranking list'],
  threshold: ['门槛', 'Threshold'],
  part: ['零部件类别', 'Part class'],
  sourceRegion: ['产地', 'Place of production'],
  node: ['产业链环节', 'Chain node'],
  topic: ['规划主题', 'Topic'],
  material: ['材料', 'Material'],
  basis: ['口径', 'Basis'],
  period: ['期间', 'Period'],
  plan: ['规划', 'Plan'],
  instrument: ['政策工具', 'Instrument'],
  standardLevel: ['数改标准级', 'Standard level'],
};

const memberNames: Readonly<Record<string, Names>> = {
  industry: {
    'all-industry': ['全部工业', 'all industry'],
    manufacturing: ['制造业', 'manufacturing'],
    'auto-manufacturing': ['汽车制造业', 'automobile manufacturing'],
    'auto-industry': ['汽车产业', 'automobile industry'],
    'nev-chain': ['新能源汽车产业链', 'NEV chain'],
    'icnev-parts': ['智能网联新能源汽车零部件', 'connected NEV parts'],
    'pharma-health': ['医药健康', 'medicine and health'],
    'cluster-5plus5': ['“5+5”优势产业集群', '5+5 clusters'],
    'auto-parts': ['汽车零部件', 'automobile parts'],
    'vehicle-making': ['整车制造', 'vehicle making'],
    battery: ['动力电池', 'batteries'],
    'auto-electronics': ['汽车电子', 'automotive electronics'],
    'strategic-emerging': ['战略性新兴产业', 'strategic emerging industries'],
  },
  product: {
    all: ['全部', 'all'],
    passenger: ['乘用车', 'passenger'],
    commercial: ['商用车', 'commercial'],
    bus: ['客车', 'bus'],
    truck: ['载货汽车', 'truck'],
    'heavy-truck': ['重卡', 'heavy truck'],
    special: ['专用车', 'special'],
    modified: ['改装车', 'modified'],
    nev: ['新能源', 'NEV'],
    bev: ['纯电动', 'battery electric'],
    phev: ['插电混动（含增程）', 'plug-in hybrid'],
    fcev: ['燃料电池', 'fuel cell'],
    ice: ['燃油', 'combustion'],
  },
  partyKind: {
    'vehicle-maker': ['整车企业', 'vehicle maker'],
    'modified-vehicle-maker': ['改装车企业', 'maker of modified vehicles'],
    'special-vehicle-maker': ['专用车企业', 'maker of special vehicles'],
    'parts-maker': ['零部件企业', 'parts maker'],
    'battery-maker': ['电池企业', 'battery maker'],
    'material-maker': ['材料企业', 'material maker'],
    'electronics-maker': ['电子企业', 'electronics maker'],
    'software-firm': ['软件企业', 'software firm'],
    'charging-operator': ['充电运营企业', 'charging operator'],
    recycler: ['回收企业', 'recycler'],
    'test-subject': ['测试主体', 'test subject'],
    school: ['学校', 'school'],
    'research-institution': ['科研机构', 'research institution'],
    'government-unit': ['政府单位', 'government unit'],
  },
  partySize: {
    'above-scale': ['规模以上', 'above scale'],
    'near-scale': ['临近规模', 'near scale'],
    large: ['大型', 'large'],
    medium: ['中型', 'medium'],
    small: ['小型', 'small'],
    micro: ['微型', 'micro'],
  },
  level: {
    national: ['国家级', 'national'],
    provincial: ['省级', 'provincial'],
    'provincial-or-higher': ['省级及以上', 'provincial or higher'],
    city: ['市级', 'city'],
    county: ['县级', 'county'],
  },
  entryWay: {
    established: ['新建', 'established'],
    introduced: ['引进', 'introduced'],
    transformed: ['转型', 'transformed'],
    'cross-industry': ['跨界', 'cross-industry'],
    promoted: ['升规', 'promoted'],
  },
  fleet: {
    bus: ['公交', 'bus'],
    taxi: ['出租', 'taxi'],
    'ride-hailing': ['网约', 'ride-hailing'],
    'urban-delivery': ['城市配送', 'urban delivery'],
    sanitation: ['环卫', 'sanitation'],
    postal: ['邮政', 'postal'],
    official: ['公务', 'official'],
    port: ['港口', 'port'],
    airport: ['机场', 'airport'],
    'intercity-logistics': ['城际物流', 'intercity logistics'],
    'public-all': ['公共领域全部', 'all public fleets'],
  },
  owner: {
    private: ['个人', 'private'],
    organisation: ['单位', 'organisation'],
    'public-fleet': ['公共领域', 'public fleet'],
  },
  chargerKind: {
    public: ['公用', 'public'],
    shared: ['共用', 'shared'],
    dedicated: ['专用', 'dedicated'],
    private: ['自用', 'private'],
  },
  stage: {
    lead: ['线索', 'lead'],
    signed: ['签约', 'signed'],
    filed: ['备案', 'filed'],
    started: ['开工', 'started'],
    'under-construction': ['在建', 'under construction'],
    completed: ['竣工', 'completed'],
    'in-production': ['投产', 'in production'],
    stopped: ['停止', 'stopped'],
  },
  part: {
    battery: ['动力电池', 'battery'],
    'auto-electronics': ['汽车电子', 'automotive electronics'],
  },
  topic: {
    nev: ['新能源汽车', 'NEV'],
    icv: ['智能网联', 'connected vehicles'],
    parts: ['零部件', 'parts'],
    charging: ['充换电', 'charging'],
    cluster: ['产业集群', 'clusters'],
    other: ['其他', 'other'],
  },
  material: {
    lithium: ['锂', 'lithium'],
    nickel: ['镍', 'nickel'],
    cobalt: ['钴', 'cobalt'],
    manganese: ['锰', 'manganese'],
    'nickel-cobalt-manganese': ['镍钴锰', 'nickel, cobalt, manganese'],
    copper: ['铜', 'copper'],
    aluminium: ['铝', 'aluminium'],
    'rare-earth': ['稀土', 'rare earth'],
  },
  basis: { 'as-reported': ['按上报', 'as reported'], comparable: ['可比口径', 'comparable'] },
  period: { 'year-earlier': ['上年同期', 'a year earlier'], 'previous-year': ['上年', 'previous year'] },
};

const pick = (names: readonly [string, string] | undefined, language: Language) => names?.[language === 'zh' ? 0 : 1];

export const dimensionWords = (name: string, language: Language): string =>
  pick(dimensionNames[name], language) ?? name;

/** Members may be a set, `bev+phev`; one without a name is its own name. */
export const memberWords = (dimension: string, members: string, language: Language): string =>
  members
    .split('+')
    .map((member) => pick(memberNames[dimension]?.[member], language) ?? member)
    .join(language === 'zh' ? '、' : ', ');

/** '新能源汽车产业链，规模以上'; empty where it is not cut at all. */
export const scopeWords = (scope: Readonly<Record<string, string>>, language: Language): string =>
  Object.entries(scope)
    .map(([dimension, members]) => memberWords(dimension, members, language))
    .join(language === 'zh' ? '，' : ', ');

/** The fixed members of a dimension, to choose from; empty where the members are entries of a register. */
export const membersOf = (dimension: string): readonly string[] => Object.keys(memberNames[dimension] ?? {});

/** Whether the members are all that there are; of one or two there may be others. */
export const isClosed = (dimension: string): boolean => membersOf(dimension).length > 2;

/** The dimensions that have a name. */
export const scopeDimensionNames: readonly string[] = Object.keys(dimensionNames);

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s"'“”‘’]/g, '');

/** Code by code, by name in either language, and by the name without what it has in brackets. */
function codesByName(names: Names): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  const put = (name: string, code: string) => {
    if (!codes.has(name)) codes.set(name, code);
  };
  const entries = Object.entries(names);
  for (const code of Object.keys(names)) put(fold(code), code);
  for (const [code, [zh, en]] of entries) for (const name of [zh, en]) put(fold(name), code);
  for (const [code, [zh]] of entries) put(fold(zh).replace(/\(.*\)$/, ''), code);
  return codes;
}

const dimensionCodes = codesByName(dimensionNames);
const memberCodes = new Map(Object.entries(memberNames).map(([name, members]) => [name, codesByName(members)]));

/** `产业`, `Industry` and `industry` are `industry`; what has no name stays as it is written. */
export const dimensionCode = (written: string): string => dimensionCodes.get(fold(written)) ?? written.trim();

/** `纯电动、插电混动` is `bev+phev`; what has no name stays as it is written. */
export function membersCode(dimension: string, written: string): string {
  const codes = memberCodes.get(dimension);
  const whole = codes?.get(fold(written));
  if (whole !== undefined) return whole;
  const parts = written.split(codes ? /[+、,，]/ : '+').map((part) => part.trim());
  return parts.map((part) => codes?.get(fold(part)) ?? part).join('+');
}
