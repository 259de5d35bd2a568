/** Definitions written for those who do not write YAML: pure functions of text. */

/** A scalar as YAML takes it for sure: plain where it is harmless, else in double quotes (JSON's are YAML's). */
export const scalar = (value: string): string =>
  /^[\p{Script=Han}a-z][\p{Script=Han}\p{L}\p{N} （）()/·、-]*$/u.test(value) &&
  !/^(true|false|null|yes|no|on|off)$/i.test(value) &&
  value.trim() === value
    ? value
    : JSON.stringify(value);

export const isId = (id: string): boolean => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) && id.length <= 60;

export interface FieldDraft {
  id: string;
  zh: string;
  en: string;
  type: string;
  required: boolean;
  many: boolean;
  /** Of a code, one a line: `code name` or a name alone. */
  values: string;
  unit: string;
  to: string;
  hint: string;
  grade: string;
}

/** `fast 快充` → code and name; a name alone gets a code by its place. */
export function readOptions(lines: string): { code: string; name: string }[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, index) => {
      const own = /^([a-z0-9][a-z0-9.-]*)\s+(.+)$/.exec(line);
      if (own) return { code: own[1] ?? '', name: own[2] ?? '' };
      return { code: isId(line) ? line : `option-${index + 1}`, name: line };
    });
}

/** A field as one line of the definition. */
export function fieldLine(field: FieldDraft): string {
  const options = field.type === 'code' ? readOptions(field.values) : [];
  const parts = [
    `id: ${field.id}`,
    `zh: ${scalar(field.zh.trim())}`,
    `en: ${scalar(field.en.trim() || field.zh.trim())}`,
    `type: ${field.type}`,
    ...(options.length > 0
      ? [`values: {${options.map(({ code, name }) => `${scalar(code)}: ${scalar(name)}`).join(', ')}}`]
      : []),
    ...(field.type === 'reference' ? [`to: ${field.to}`] : []),
    ...(field.type === 'party' ? ['party: any'] : []),
    ...(field.unit.trim() && (field.type === 'number' || field.type === 'integer')
      ? [`unit: ${scalar(field.unit.trim())}`]
      : []),
    ...(field.required ? ['required: true'] : []),
    ...(field.many ? ['many: true'] : []),
    ...(field.hint.trim() ? [`hint: ${scalar(field.hint.trim())}`] : []),
    `grade: ${field.grade}`,
  ];
  return `  - {${parts.join(', ')}}`;
}

/** The definition with a further field at the end of its `fields:`; where there is none, one is begun. */
export function insertField(source: string, line: string): string {
  const lines = source.split('\n');
  const start = lines.findIndex((one) => /^fields:\s*(#.*)?$/.test(one));
  if (start < 0) return `${source.trimEnd()}\nfields:\n${line}\n`;
  let end = start;
  for (let at = start + 1; at < lines.length; at++) {
    const one = lines[at] ?? '';
    if (/^[^\s#-]/.test(one)) break;
    if (one.trim() !== '') end = at;
  }
  const indent = /^\s*/.exec(lines[start + 1] ?? '')?.[0] ?? '  ';
  return [...lines.slice(0, end + 1), indent + line.trimStart(), ...lines.slice(end + 1)].join('\n');
}

export interface RegisterDraft {
  id: string;
  zh: string;
  en: string;
  row: string;
  module: string;
  thing: string;
  hasPlace: boolean;
  hasStates: boolean;
  isPublic: boolean;
}

/** A register that can be put into force as it is. */
export function newRegister(draft: RegisterDraft): string {
  const lines = [
    `id: ${draft.id}`,
    `zh: ${scalar(draft.zh.trim())}`,
    `en: ${scalar(draft.en.trim() || draft.zh.trim())}`,
    `module: ${draft.module}`,
    `row: ${scalar(draft.row.trim() || draft.zh.trim())}`,
    'key: [name, region]',
    'fields:',
    `  - {id: name, zh: ${scalar(draft.thing.trim() || '名称')}, en: Name, type: text, required: true, grade: L1}`,
    '  - {id: region, zh: 所在地区, en: Region, type: region, required: true, grade: L1}',
    ...(draft.hasPlace ? ['  - {id: place, zh: 位置, en: Place, type: place, grade: L2}'] : []),
    ...(draft.hasStates
      ? [
          'life-cycle:',
          '  initial: in-use',
          '  states:',
          '    - {id: in-use, zh: 在用, en: In use}',
          '    - {id: out-of-use, zh: 停用, en: Out of use}',
          '  moves:',
          '    - {id: stop, zh: 停用, en: Stop, from: [in-use], to: out-of-use, by: [bureau]}',
          '    - {id: resume, zh: 恢复, en: Resume, from: [out-of-use], to: in-use, by: [bureau]}',
        ]
      : []),
    ...(draft.isPublic ? ['access:', '  public: {grade: L1}'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The id that a definition names for itself. */
export const idOf = (source: string): string => /^id:\s*["']?([a-z0-9-]+)/m.exec(source)?.[1] ?? '';
