import { compileExpression, type Expression } from '@lienthong/feel';
import type { Text } from '../instance.js';
import { childrenOf, textOf, type ModelElement } from '../model.js';

/** A text with places that are filled in from the dossier. */
export type LetterText = readonly (string | Expression)[];

/** What an agency writes to the people of a dossier, as the procedure words it (`lienthong:letter`). `when`: null if it may always be issued. */
export type Letter = Readonly<{ code: string; name: Text; when: Expression | null; vi: LetterText; en: LetterText }>;

export type LetterProblem = Text;
export type LetterReading = Readonly<{ kind: 'letter'; letter: Letter }> | Readonly<{ kind: 'refused'; problems: readonly LetterProblem[] }>;

/** Three pages of A4 at most: what is longer is a document of its own and comes as an attachment. */
const MOST_CHARACTERS = 10_000;
/** More than any form of the circular has. */
const MOST_PLACES = 100;
export const MOST_LETTERS = 30;
/** What a letter may speak of besides the variables of its process: the dossier as its receipt has it, and who issues the letter. */
export const LETTER_NAMES = ['dossier', 'officer'] as const;

const CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;

/**
 * `<lienthong:letter code nameVi nameEn when><lienthong:letterText lang="vi">… {{ expression }} …</lienthong:letterText>…</lienthong:letter>`, in both
 * languages. An empty line ends a paragraph.
 */
export function readLetter(source: ModelElement): LetterReading {
  const problems: LetterProblem[] = [];
  const code = textOf(source, 'code') ?? '';
  if (!CODE.test(code)) problems.push(about(code, 'mã chỉ gồm chữ thường, số và dấu gạch nối', 'its code is lower-case letters, digits and hyphens'));
  const [nameVi, nameEn] = [textOf(source, 'nameVi'), textOf(source, 'nameEn')];
  if (nameVi === null || nameEn === null) problems.push(about(code, 'thiếu nameVi hoặc nameEn', 'nameVi or nameEn is missing'));
  const condition = textOf(source, 'when');
  const when = condition === null ? null : expressionOf(condition.replace(/^=/, ''), code, problems);
  const [vi, en] = ['vi', 'en'].map((language) => textIn(source, language, code, problems));
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'letter', letter: { code, name: { vi: nameVi ?? '', en: nameEn ?? '' }, when, vi: vi ?? [], en: en ?? [] } };
}

function textIn(source: ModelElement, language: string, code: string, problems: LetterProblem[]): LetterText {
  const texts = childrenOf(source, 'texts').filter((text) => textOf(text, 'lang') === language);
  const text = textOf(texts[0] ?? null, 'body');
  if (text === null || texts.length > 1) {
    problems.push(about(code, `cần đúng một lienthong:letterText lang="${language}"`, `it needs one lienthong:letterText lang="${language}"`));
    return [];
  }
  if (text.length > MOST_CHARACTERS) problems.push(about(code, `dài hơn ${MOST_CHARACTERS} ký tự`, `it is longer than ${MOST_CHARACTERS} characters`));
  const parts = text.slice(0, MOST_CHARACTERS).split(/\{\{(.*?)\}\}/s);
  if (parts.length > 2 * MOST_PLACES) problems.push(about(code, `có hơn ${MOST_PLACES} chỗ điền`, `it has more than ${MOST_PLACES} places to fill in`));
  if (/\{\{|\}\}/.test(parts.filter((_, index) => index % 2 === 0).join(''))) problems.push(about(code, 'có {{ hoặc }} không khớp', 'it has {{ or }} without its other half'));
  return parts.slice(0, 2 * MOST_PLACES + 1).flatMap((part, index): LetterText => {
    if (index % 2 === 0) return part === '' ? [] : [part];
    const expression = expressionOf(part.trim(), code, problems);
    return expression === null ? [] : [expression];
  });
}

function expressionOf(source: string, code: string, problems: LetterProblem[]): Expression | null {
  const compiled = compileExpression(source);
  if (compiled.kind === 'compiled') return compiled.expression;
  const { vi, en } = compiled.finding.text;
  problems.push(about(code, `“${source}”: ${vi}`, `"${source}": ${en}`));
  return null;
}

const about = (code: string, vi: string, en: string): LetterProblem => ({ vi: `Văn bản “${code}”: ${vi}`, en: `Letter "${code}": ${en}` });

/** The variables that it speaks of. */
export function namesOf({ when, vi, en }: Letter): readonly string[] {
  const expressions = [when, ...vi, ...en].filter((part): part is Expression => part !== null && typeof part !== 'string');
  const names = new Set(expressions.flatMap(({ variables }) => variables));
  return [...names].filter((name) => !(LETTER_NAMES as readonly string[]).includes(name));
}
