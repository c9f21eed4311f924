import { compileExpression, type Expression } from '@lienthong/feel';
import { finding, type Finding, type Rule } from './findings.js';
import type { ModelElement } from './model.js';

/** What reading one element may ask and where it reports: findings add up, so that an author sees all of them at once. */
export type Reader = Readonly<{
  findings: Finding[];
  /** Variables that something sets: declared by the procedure, or a target of an output mapping. */
  variables: readonly string[];
  /** Names of messages by id. */
  messages: Readonly<Record<string, string>>;
}>;

export function report({ findings }: Reader, element: ModelElement, rule: Rule, vi: string, en: string): void {
  findings.push(finding(element.id, rule, vi, en));
}

/** `known` false: the expression also sees what a job brought back, whose names the model does not know. */
export function readExpression(source: string, element: ModelElement, reader: Reader, known = true): Expression | null {
  const compiled = compileExpression(source.replace(/^\s*=/, ''), reader.variables);
  if (compiled.kind === 'refused') {
    const { text, from } = compiled.finding;
    report(reader, element, 'expression-invalid', `“${source}”, vị trí ${from}: ${text.vi}`, `"${source}", position ${from}: ${text.en}`);
    return null;
  }
  const unknown = known ? compiled.expression.variables.filter((name) => !reader.variables.includes(name)) : [];
  for (const name of unknown) {
    report(
      reader,
      element,
      'variable-unknown',
      `Không bước nào đặt biến “${name}” dùng trong “${source}”`,
      `Nothing sets variable "${name}" used in "${source}"`,
    );
  }
  return compiled.expression;
}
