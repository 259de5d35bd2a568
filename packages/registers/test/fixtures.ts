import { parseDefinitions } from '../src/parse-definition.ts';
import type { DefinitionContext, RegisterDefinition } from '../src/types.ts';

/** Shared lists and formats for tests. */
export const context: DefinitionContext = {
  lists: new Map([
    [
      'level',
      {
        id: 'level',
        zh: '级别',
        en: 'Level',
        values: [
          { code: 'national', zh: '国家级', en: 'National' },
          { code: 'provincial', zh: '省级', en: 'Provincial' },
          { code: 'city', zh: '市级', en: 'City' },
        ],
      },
    ],
    [
      'tag',
      {
        id: 'tag',
        zh: '标签',
        en: 'Tag',
        values: [
          { code: 'auto-parts', zh: '汽车零部件', en: 'Parts' },
          { code: 'battery', zh: '动力电池', en: 'Battery' },
          { code: '0', zh: '国零', en: 'Stage 0' },
        ],
      },
    ],
    [
      'owner-unit',
      {
        id: 'owner-unit',
        zh: '责任单位',
        en: 'Unit',
        values: [
          { code: 'lead', zh: '专班', en: 'Lead office' },
          { code: 'reform', zh: '发改', en: 'Reform' },
        ],
      },
    ],
  ]),
  formats: new Map([
    [
      'uscc',
      { id: 'uscc', zh: '统一社会信用代码', en: 'credit code', pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$', verify: 'uscc' },
    ],
  ]),
  registers: new Map(),
  indicators: new Set(['projects-in-library']),
};

export const FIRMS = `
id: firms
zh: 企业
en: Firms
key: [uscc]
party-of: {kind: enterprise, code: uscc, name: name}
fields:
  - {id: uscc, zh: 信用代码, en: Code, type: text, format: uscc, required: true}
  - {id: name, zh: 名称, en: Name, type: text, required: true}
  - {id: region, zh: 地区, en: Region, type: region, required: true}
  - {id: tags, zh: 标签, en: Tags, type: code, list: tag, many: true}
  - {id: revenue, zh: 营收, en: Revenue, type: money}
`;

export const PROJECTS = `
id: projects
zh: 项目
en: Projects
key: [code]
fields:
  - {id: code, zh: 编号, en: Number, type: text, required: true}
  - {id: name, zh: 名称, en: Name, type: text, required: true}
  - {id: enterprise, zh: 企业, en: Firm, type: party, party: enterprise, required: true}
  - {id: region, zh: 地区, en: Region, type: region, required: true}
  - {id: level, zh: 级别, en: Level, type: code, list: level}
  - {id: tags, zh: 标签, en: Tags, type: code, list: tag, many: true}
  - {id: invest, zh: 投资, en: Investment, type: money, check: "> 0"}
  - {id: done, zh: 完成, en: Done, type: money, check: "<= invest"}
  - {id: share, zh: 占比, en: Share, type: number, unit: "%", check: "0..100"}
  - {id: open, zh: 公开, en: Open, type: boolean}
  - {id: start-plan, zh: 计划开工, en: Start planned, type: date}
  - {id: start-real, zh: 实际开工, en: Start real, type: date, check: ">= start-plan"}
  - {id: seen, zh: 走访, en: Seen, type: datetime}
  - {id: month, zh: 月份, en: Month, type: month}
  - {id: year, zh: 年度, en: Year, type: year}
  - {id: parent, zh: 上级, en: Parent, type: reference, to: projects}
children:
  - id: steps
    zh: 节点
    en: Steps
    key: [name]
    fields:
      - {id: name, zh: 节点, en: Step, type: text, required: true}
      - {id: due-on, zh: 期限, en: Due, type: date, required: true}
      - {id: done-on, zh: 完成, en: Done, type: date, check: ">= due-on"}
checks:
  - {id: money, rule: "done <= invest * 2 and (open = true or done is empty or level is set)", zh: 完成过多, en: Too much done}
life-cycle:
  states: {planned: 储备, started: 开工, finished: 完工}
  moves:
    - {id: start, zh: 开工, from: [planned], to: started, stamps: start-real}
    - {id: finish, zh: 完工, from: [started], to: finished, needs: [done]}
indicators:
  - {code: projects-in-library, where: "state != finished"}
  - {code: projects-money, zh: 投资额, measure: sum, of: invest, at: flow, date: start-real}
signals:
  - {id: late, zh: 开工滞后, when: "state = planned and start-plan < today - $days", defaults: {days: 30}, to: reform}
`;

/** Both registers, parsed. A mistake in them is a mistake of the tests. */
export function registers(): { firms: RegisterDefinition; projects: RegisterDefinition; context: DefinitionContext } {
  const parsed = parseDefinitions(
    [
      { name: 'projects.yaml', text: PROJECTS },
      { name: 'firms.yaml', text: FIRMS },
    ],
    context,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues, null, 1));
  const [projects, firms] = parsed.value as [RegisterDefinition, RegisterDefinition];
  return {
    firms,
    projects,
    context: {
      ...context,
      registers: new Map([
        ['projects', projects],
        ['firms', firms],
      ]),
    },
  };
}
