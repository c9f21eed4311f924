import { compileExpression, type Expression } from '@lienthong/feel';
import type { Value } from '../definition.js';
import { finding, type Finding, type Rule } from '../findings.js';
import { childOf, textOf, type ModelElement } from '../model.js';
import type { Drawing } from './drawing.js';
import type { ModelFile } from './model-file.js';
import type { Names } from './names.js';

/** What reading one element may ask and where it reports: findings add up, so that an author sees all of them at once. */
export type Reader = Readonly<{
  findings: Finding[];
  file: ModelFile;
  drawing: Drawing;
  /** The file is a procedure: every waiting step needs agency, reason and step, and every name somebody who sets it. */
  isStrict: boolean;
  /** The procedure's, for working time. */
  calendar: string | null;
  names: Names;
}>;

/** An element, and the place from which its expressions look outwards. */
export type Site = Readonly<{ element: ModelElement; place: number }>;

export function report({ findings }: Reader, element: ModelElement, rule: Rule, vi: string, en: string): void {
  findings.push(finding(element.id, rule, vi, en));
}

/** What else an expression sees: the names of its own element, or (`any`) what came back, whose names the model does not know. */
export type Sees = 'any' | readonly string[];

const LEADING = /^\s*=/;

/** FEEL, with or without the leading `=`. */
export function readExpression(source: string, { element, place }: Site, reader: Reader, sees: Sees = []): Expression | null {
  const compiled = compileExpression(source.replace(LEADING, ''), reader.names.odd);
  if (compiled.kind === 'refused') {
    const { text, from } = compiled.finding;
    report(reader, element, 'expression-invalid', `“${source}”, vị trí ${from}: ${text.vi}`, `"${source}", position ${from}: ${text.en}`);
    return null;
  }
  if (!reader.isStrict || sees === 'any') return compiled.expression;
  const unknown = compiled.expression.variables.filter((name) => !sees.includes(name) && !reader.names.isKnown(place, name));
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

/** Text, or with a leading `=` an expression. */
export function readValue(text: string | null, site: Site, reader: Reader, sees: Sees = []): Value | null {
  return text !== null && LEADING.test(text) ? readExpression(text, site, reader, sees) : text;
}

/** The expression of a BPMN element, in the language it says or none. */
export function readBody(holder: ModelElement, property: string, site: Site, reader: Reader, sees: Sees = []): Expression | null {
  const source = childOf(holder, property);
  const text = textOf(source, 'body');
  if (source === null || text === null || !isFeel(textOf(source, 'language'), site, reader)) return null;
  return readExpression(text, site, reader, sees);
}

/** `FEEL`, `feel`, `application/feel`, `https://www.omg.org/spec/DMN/20191111/FEEL/`: all of them say so. */
export function isFeel(language: string | null, { element }: Site, reader: Reader): boolean {
  if (language === null || /feel/i.test(language)) return true;
  report(
    reader,
    element,
    'expression-language',
    `Ngôn ngữ “${language}” không được thực hiện, chỉ FEEL`,
    `Language "${language}" is not executed, only FEEL`,
  );
  return false;
}

/** Reads a variable, whatever characters its name has. */
export function variableNamed(name: string, { element }: Site, reader: Reader): Expression | null {
  const compiled = compileExpression(name, [name]);
  if (compiled.kind === 'compiled' && compiled.expression.variables.length === 1) return compiled.expression;
  report(reader, element, 'mapping-invalid', `“${name}” không thể là tên biến`, `"${name}" cannot be the name of a variable`);
  return null;
}
