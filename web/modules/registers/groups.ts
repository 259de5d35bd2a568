import type { RegisterSummary } from '../../../server/kernel/registers/model.ts';
import type { Entry as MenuEntry } from '../../shell/module.ts';
import type { Language } from '../../shell/preferences.tsx';

/** Registers that stand together on one page of the menu, found by the module that they name. */
interface RegisterGroup {
  readonly id: string;
  readonly entry: MenuEntry;
  readonly order: number;
  readonly title: Readonly<Record<Language, string>>;
  readonly modules: readonly string[];
  /** Registers of these modules that have a menu entry of their own. */
  readonly without?: readonly string[];
}

export const groups: readonly RegisterGroup[] = [
  {
    id: 'lists',
    entry: 'firms',
    order: 20,
    title: { zh: '名单与梯队', en: 'Lists and ladders' },
    modules: ['enterprises'],
    without: ['enterprises'],
  },
  {
    id: 'projects',
    entry: 'firms',
    order: 30,
    title: { zh: '重大项目', en: 'Projects' },
    modules: ['projects'],
  },
  {
    id: 'innovation',
    entry: 'firms',
    order: 50,
    title: { zh: '创新与人才', en: 'Innovation and talent' },
    modules: ['innovation'],
  },
  {
    id: 'funds',
    entry: 'firms',
    order: 60,
    title: { zh: '政策与资金', en: 'Policies and funds' },
    modules: ['support'],
  },
  {
    id: 'services',
    entry: 'firms',
    order: 70,
    title: { zh: '市场与服务', en: 'Markets and services' },
    modules: ['matching'],
  },
  {
    id: 'charging',
    entry: 'energy',
    order: 20,
    title: { zh: '充换电加氢', en: 'Charging and hydrogen' },
    modules: ['charging'],
  },
  {
    id: 'road-tests',
    entry: 'energy',
    order: 40,
    title: { zh: '测试与车路云', en: 'Road tests and V2X' },
    modules: ['roads'],
  },
  {
    id: 'green',
    entry: 'energy',
    order: 50,
    title: { zh: '绿色低碳', en: 'Carbon and credits' },
    modules: ['green'],
  },
];

/** What no page of the menu shows, but the overview does. */
const furtherTitles: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  enterprises: { zh: '企业库', en: 'Firms' },
  layout: { zh: '园区与布局', en: 'Parks and layout' },
  supervision: { zh: '督导评估', en: 'Supervision' },
  registers: { zh: '其他登记表', en: 'Other registers' },
  governance: { zh: '数据治理', en: 'Data governance' },
};

export const isInGroup = (register: Pick<RegisterSummary, 'id' | 'module'>, group: RegisterGroup): boolean =>
  group.modules.includes(register.module) && !group.without?.includes(register.id);

/** The group's page; undefined for a register that stands on none. */
export function groupPath(register: Pick<RegisterSummary, 'id' | 'module'>): string | undefined {
  const group = groups.find((one) => isInGroup(register, one));
  return group && `/groups/${group.id}`;
}

interface GroupedRegisters {
  readonly id: string;
  readonly title: string;
  readonly registers: readonly RegisterSummary[];
}

/** All registers under the words that the menu uses; a module without a page stands under its own name, last. */
export function groupRegisters(registers: readonly RegisterSummary[], language: Language): GroupedRegisters[] {
  const placed = new Set<string>();
  const known = groups.map((group) => {
    const own = registers.filter((register) => isInGroup(register, group));
    for (const { id } of own) placed.add(id);
    return { id: group.id, title: group.title[language], registers: own };
  });
  const rest = Map.groupBy(
    registers.filter(({ id }) => !placed.has(id)),
    ({ module }) => module,
  );
  const further = [...rest].map(([module, own]) => ({
    id: `module-${module}`,
    title: furtherTitles[module]?.[language] ?? module,
    registers: own,
  }));
  const firmsFirst = further.filter(({ id }) => id === 'module-enterprises');
  const others = further.filter(({ id }) => id !== 'module-enterprises');
  return [...firmsFirst, ...known, ...others].filter((group) => group.registers.length > 0);
}
