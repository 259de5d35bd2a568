import { checkDefinition } from './check-definition.ts';
import { readDefinition } from './read-definition.ts';
import { openSource, type Reading } from './reading.ts';
import { failed, ok } from './result.ts';
import type { DefinitionContext, Issue, RegisterDefinition, Result } from './types.ts';

/**
 * Reads one register definition (YAML, docs/register-format.md): every default filled in, every mistake an issue with
 * path and line. The register may refer to itself and to those of the context. Never throws.
 */
export function parseDefinition(source: string, context: DefinitionContext): Result<RegisterDefinition> {
  const parsed = parseDefinitions([{ name: '', text: source }], context);
  if (parsed.ok) return ok(parsed.value[0] as RegisterDefinition);
  return failed(parsed.issues.map(({ file: _, ...issue }) => issue));
}

/**
 * Reads registers that may refer to each other in any order. All of them, or every issue in every file; `name` comes
 * back as `file` of an issue. A register of the set replaces one of the same id in the context.
 */
export function parseDefinitions(
  sources: readonly { readonly name: string; readonly text: string }[],
  context: DefinitionContext,
): Result<RegisterDefinition[]> {
  const issues: Issue[] = [];
  const read: { name: string; reading: Reading; definition: RegisterDefinition }[] = [];
  const registers = new Map(context.registers);
  const names = new Map<string, string>();
  for (const { name, text } of sources) {
    const opened = openSource(text);
    if (!opened.ok) {
      issues.push(...opened.issues.map((issue) => ({ ...issue, file: name })));
      continue;
    }
    const reading = opened.value;
    const definition = readDefinition(reading, context);
    const other = names.get(definition.id);
    if (definition.id !== '' && other !== undefined) {
      reading.note(['id'], {
        code: 'register-twice',
        zh: `${other} 里已有 ${definition.id}`,
        en: `${other} holds ${definition.id} already`,
      });
    }
    names.set(definition.id, name);
    registers.set(definition.id, definition);
    read.push({ name, reading, definition });
  }
  const whole = { ...context, registers };
  for (const { name, reading, definition } of read) {
    checkDefinition(reading, definition, whole);
    issues.push(...reading.issues.map((issue) => ({ ...issue, file: name })));
  }
  return issues.length > 0 ? failed(issues) : ok(read.map(({ definition }) => definition));
}
