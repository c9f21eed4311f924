import { parseArgs } from 'node:util';
import type { Surroundings } from '../../command.js';
import type { Language } from './answer-line.js';
import { becauseIn, PROCEDURE_EXIT, unknownLanguage, unreadableArguments, unusable, type Unusable } from './exit-codes.js';
import { AWAY_EXIT, openInstallation, refusalText, SERVER_OPTIONS, type Answered, type Installation } from './installation.js';
import { paintFor } from './paint.js';
import { readText } from './read-file.js';

/** What every word that publishes a file is given: the file and its text, the installation, how to answer. */
export type ToPublish = Readonly<{ kind: 'to-publish'; file: string; text: string; installation: Installation; lang: Language; json: boolean; more: Readonly<Record<string, string | undefined>> }>;

const OPTIONS = { ...SERVER_OPTIONS, lang: { type: 'string' }, json: { type: 'boolean' } } as const;

/** `more` names the options, each with a text, that this word alone has. */
export async function readPublication(args: readonly string[], around: Surroundings, more: readonly string[] = []): Promise<ToPublish | Unusable> {
  const own = Object.fromEntries(more.map((name) => [name, { type: 'string' } as const]));
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: { ...own, ...OPTIONS } });
  } catch (error) {
    return unreadableArguments(error);
  }
  const { values: { lang = 'vi', json = false, ...named }, positionals: [file, ...others] } = parsed;
  if (file === undefined || others.length > 0) return unusable('Expected one model, but there is none or another argument', 'Cần đúng một tệp mô hình');
  if (lang !== 'vi' && lang !== 'en') return unknownLanguage(lang);
  const text = await readText(file);
  if (typeof text !== 'string') return unusable(becauseIn(text, lang));
  const installation = await openInstallation(named, around, lang);
  return 'kind' in installation ? installation : { kind: 'to-publish', file, text, installation, lang, json, more: named as ToPublish['more'] };
}

/** The answer of the installation, or the exit code when it said no or nothing. The same file again is the same version, so that no key is needed to repeat it. */
export async function publishTo({ installation, file, lang, json }: ToPublish, path: string, body: object, around: Surroundings): Promise<Answered | number> {
  const answer = await installation.call('POST', path, body);
  if (answer.kind === 'away') return isAway(around, answer.because);
  if (answer.status < 400) return answer;
  if (json) around.out(`${JSON.stringify({ refused: answer.body })}\n`);
  else around.err(`${paintFor(around)('red', '✗')} ${file}\n${refusalText(answer, lang)}\n`);
  return PROCEDURE_EXIT.refused;
}

/** For eyes: which version the file is, and a line for each thing worth telling. */
export function tellVersion(name: string, { version, isNew }: Readonly<{ version: number; isNew: boolean }>, lines: readonly string[], lang: Language, around: Surroundings): number {
  const words = { vi: isNew ? 'đã công bố phiên bản' : 'đã là phiên bản', en: isNew ? 'published as version' : 'is already version' };
  around.out(`${paintFor(around)('green', '✓')} ${name}: ${words[lang]} ${version}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  return PROCEDURE_EXIT.done;
}

export function isAway(around: Surroundings, because: string): number {
  around.err(`${because}\n`);
  return AWAY_EXIT;
}

export function misused(around: Surroundings, because: string, usage: string): number {
  around.err(`${because}\n\n${usage}\n`);
  return PROCEDURE_EXIT.usage;
}
