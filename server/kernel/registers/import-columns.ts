import { type Child, type Field, headingKey, type RegisterDefinition } from '@liannao/registers';
import type { ImportColumn } from '../imports/importer.ts';
import { listOf, type RegisterSet } from './store.ts';

/** What a column of the file holds. Line items have columns of their own, `child.field`. */
export type ColumnRole =
  | { readonly kind: 'field'; readonly field: Field; readonly child: Child | null }
  | { readonly kind: 'lon' | 'lat' | 'datum' | 'address'; readonly field: Field; readonly child: null }
  | { readonly kind: 'state'; readonly field: null; readonly child: null }
  | { readonly kind: 'reason'; readonly field: null; readonly child: null }
  | { readonly kind: 'synthetic'; readonly field: null; readonly child: null };

export interface RegisterColumn extends ImportColumn {
  readonly role: ColumnRole;
}

const PLACE_PARTS = {
  lon: {
    zh: '经度',
    en: 'Longitude',
    aliases: ['东经', 'lon', 'lng'],
    hint: ['度，如 120.153576', 'Degrees'],
    example: '',
  },
  lat: { zh: '纬度', en: 'Latitude', aliases: ['北纬', 'lat'], hint: ['度，如 30.287459', 'Degrees'], example: '' },
  datum: {
    zh: '坐标系',
    en: 'Datum',
    aliases: ['坐标系统', 'crs'],
    hint: ['wgs84（默认，含国家2000）、gcj02（高德、腾讯）、bd09（百度）', 'wgs84 (default), gcj02, bd09'],
    example: '',
  },
  address: { zh: '地址', en: 'Address', aliases: ['详细地址'], hint: ['', ''], example: '' },
} as const;

/** The columns of a register's file, the same in the template, in what is read and in what is exported. */
export function registerColumns(set: RegisterSet, definition: RegisterDefinition): RegisterColumn[] {
  const columns: RegisterColumn[] = [];
  const claimed = new Set<string>();
  const free = (names: readonly string[]) => names.filter((name) => !claimed.has(headingKey(name)));
  const add = (column: RegisterColumn) => {
    for (const name of [column.id, column.zh, column.en, ...(column.aliases ?? [])]) claimed.add(headingKey(name));
    columns.push(column);
  };
  const isKey = (field: Field) => definition.key.includes(field.id);
  for (const field of definition.fields) {
    if (field.type === 'file') continue;
    const headings = (definition.headings[field.id] ?? []).filter(
      (heading) => field.type !== 'place' || !isPlacePart(heading),
    );
    const [first = field.zh] = headings;
    const zh = withUnit(first, field);
    add({
      id: field.id,
      zh,
      en: field.en,
      aliases: [...headings, field.zh],
      measured: field.unit !== null || field.type === 'money',
      required: isKey(field),
      hint: hintOf(field),
      guide: guideOf(set, definition, field),
      example: exampleOf(set, definition, field),
      role: { kind: 'field', field, child: null },
    });
  }
  for (const field of definition.fields) {
    if (field.type !== 'place') continue;
    for (const [kind, part] of Object.entries(PLACE_PARTS) as [
      keyof typeof PLACE_PARTS,
      (typeof PLACE_PARTS)['lon'],
    ][]) {
      const names = free([part.zh, part.en, ...part.aliases]);
      add({
        id: `${field.id}.${kind}`,
        zh: names.includes(part.zh) ? part.zh : `${field.zh}${part.zh}`,
        en: names.includes(part.en) ? part.en : `${field.en}: ${part.en}`,
        aliases: [...names, `${field.zh}${part.zh}`],
        hint: { zh: part.hint[0], en: part.hint[1] },
        example: part.example,
        role: { kind, field, child: null },
      });
    }
  }
  for (const child of definition.children) {
    for (const field of child.fields) {
      if (field.type === 'file' || field.type === 'place') continue;
      add({
        id: `${child.id}.${field.id}`,
        zh: withUnit(`${child.zh}.${field.zh}`, field),
        en: `${child.en}.${field.en}`,
        aliases: [`${child.zh}.${field.zh}`],
        measured: field.unit !== null || field.type === 'money',
        hint: {
          zh: `明细“${child.zh}”：一行一条，主键每行重复写，同一条记录的各行连在一起。${hintOf(field).zh}`,
          en: `Line item: one a row, the key repeated, rows of one entry together. ${hintOf(field).en}`,
        },
        guide: guideOf(set, definition, field),
        example: '',
        role: { kind: 'field', field, child },
      });
    }
  }
  addOwn(definition, free, add);
  return columns;
}

function addOwn(
  definition: RegisterDefinition,
  free: (names: readonly string[]) => readonly string[],
  add: (column: RegisterColumn) => void,
): void {
  const own = { field: null, child: null };
  if (definition.lifeCycle) {
    const { states, initial } = definition.lifeCycle;
    const words = (locale: 'zh' | 'en') => states.map((state) => state[locale]).join(locale === 'zh' ? '、' : ', ');
    const written = definition.headings.state ?? [];
    const names = [...written, ...free(['state', '状态', '台账状态', 'State', 'Register state'])];
    add({
      id: names.includes('state') ? 'state' : 'register-state',
      zh: written[0] ?? (names.includes('状态') ? '状态' : '台账状态'),
      en: names.includes('State') ? 'State' : 'Register state',
      aliases: names,
      hint: {
        zh: `不填为“${states.find((state) => state.id === initial)?.zh ?? initial}”；可填：${words('zh')}`,
        en: `Empty is ${initial}; or ${words('en')}`,
      },
      example: '',
      role: { kind: 'state', ...own },
    });
  }
  const reasons = free(['核对说明', '理由', 'Reason', 'reason']);
  add({
    id: reasons.includes('reason') ? 'reason' : 'register-reason',
    zh: '核对说明',
    en: 'Reason',
    aliases: reasons,
    hint: { zh: '有提示而确认无误时写理由', en: 'Why a value that was asked about is right' },
    example: '',
    role: { kind: 'reason', ...own },
  });
  add({
    id: 'synthetic',
    zh: '演示数据',
    en: 'Synthetic',
    hint: { zh: '是：演示数据，不是真实记录', en: 'yes: not a real record' },
    example: '',
    role: { kind: 'synthetic', ...own },
  });
}

const isPlacePart = (heading: string) =>
  Object.values(PLACE_PARTS).some(
    ({ zh, aliases }) => zh === heading || (aliases as readonly string[]).includes(heading),
  );

const withUnit = (name: string, field: Field): string => {
  const unit = field.unit ?? (field.type === 'money' ? '万元' : null);
  return unit === null || /[(（]/.test(name) ? name : `${name}（${unit}）`;
};

function hintOf(field: Field): { zh: string; en: string } {
  const several = field.many ? ['多个用分号隔开。', 'Several with ; between. '] : ['', ''];
  const kind = KINDS[field.type] ?? ['', ''];
  const said = field.hint ? `${field.hint}。` : '';
  return { zh: `${said}${several[0]}${kind[0]}`, en: `${several[1]}${kind[1]}` };
}

const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  date: ['日期，如 2025-03-01', 'A date such as 2025-03-01'],
  month: ['月份，如 2025-03', 'A month such as 2025-03'],
  year: ['年份，如 2025', 'A year such as 2025'],
  datetime: ['时间，如 2025-03-01 08:30', 'A moment such as 2025-03-01 08:30'],
  boolean: ['写是或否', 'yes or no'],
  region: ['地区名称或代码，如 杭州市萧山区', 'Name or code of a region'],
  party: ['统一社会信用代码或名称', 'Credit code or name'],
  reference: ['编号或名称', 'Key or title'],
  place: ['写“经度,纬度”，或填经度、纬度两列', 'longitude,latitude, or the two columns for them'],
  money: ['金额，表头写（亿元）会换算', 'An amount; a heading with （亿元） converts'],
};

function guideOf(set: RegisterSet, definition: RegisterDefinition, field: Field): { zh: string; en: string } {
  const values = field.list === null ? [] : (listOf(set, definition, field.list)?.values ?? []);
  const lines = (locale: 'zh' | 'en') => values.map((value) => `${value[locale]}（${value.code}）`).join('\n');
  return { zh: lines('zh'), en: lines('en') };
}

const EXAMPLES: Readonly<Record<string, string>> = {
  date: '2025-03-01',
  month: '2025-03',
  year: '2025',
  boolean: '是',
  number: '100',
  integer: '100',
  money: '1200',
  region: '杭州市萧山区',
};

function exampleOf(set: RegisterSet, definition: RegisterDefinition, field: Field): string {
  if (field.list !== null) return listOf(set, definition, field.list)?.values[0]?.zh ?? '';
  if (EXAMPLES[field.type] !== undefined) return EXAMPLES[field.type] as string;
  return field.type === 'text' && definition.key[0] === field.id ? '示例' : '';
}
