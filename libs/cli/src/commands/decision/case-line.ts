import type { Inputs } from '@lienthong/dmn';
import { resolve } from 'node:path';
import { idIn } from '../procedure/answer-line.js';
import { becauseIn } from '../procedure/exit-codes.js';
import { parseJson } from '../procedure/variables-json.js';
import { answerTo, findingErrors, unanswered, type Answer, type Asked, type Language } from './answer.js';
import type { Models } from './models.js';

export type Setting = Readonly<{ folder: string; lang: Language; models: Models }>;

/** One line of a file of cases in, one out. Never rejects. */
export async function answerLine(line: string, setting: Setting): Promise<string> {
  const json = parsed(line);
  const id = isFields(json) ? (json['id'] ?? null) : idIn(line);
  try {
    const { value, errors } = await answerCase(json, setting);
    return JSON.stringify({ id, value, errors });
  } catch (error) {
    return JSON.stringify({ id, ...unanswered('', `${setting.lang === 'vi' ? 'Lỗi bên trong' : 'Internal error'}: ${error instanceof Error ? error.message : String(error)}`) });
  }
}

async function answerCase(json: unknown, { folder, lang, models }: Setting): Promise<Answer> {
  const no = (vi: string, en: string): Answer => unanswered('', lang === 'vi' ? vi : en);
  if (!isFields(json)) return no('Dòng này không phải đối tượng JSON', 'Expected a case, but the line is no JSON object');
  const { model: path, input: given, now = new Date().toISOString() } = json;
  const asked = (['decision', 'service', 'bkm'] as const).filter((kind) => typeof json[kind] === 'string');
  const [kind] = asked;
  if (kind === undefined || asked.length > 1) return no('Cần đúng một trong decision, service, bkm', 'Expected one of decision, service and bkm, but there is none or more');
  if (typeof path !== 'string') return no('Thiếu model là đường dẫn của tệp', 'Expected model to be the path of a file, but it is not');
  if (typeof now !== 'string') return no('now không phải chữ', 'Expected now to be text, but it is not');
  const input = given ?? {};
  if (!isFields(input)) return no('input không phải đối tượng JSON', 'Expected input to be a JSON object, but it is not');
  const loaded = await models.load(resolve(folder, path));
  if (loaded.kind === 'unusable') return unanswered(path, becauseIn(loaded, lang));
  if (loaded.kind === 'refused') return { value: null, errors: findingErrors(loaded.findings, lang) };
  const question: Asked = { kind, name: json[kind] as string, input: input as Inputs, now };
  return answerTo(loaded.model, question, lang);
}

const isFields = (json: unknown): json is Readonly<Record<string, unknown>> => typeof json === 'object' && json !== null && !Array.isArray(json);

function parsed(line: string): unknown {
  try {
    return parseJson(line);
  } catch {
    return undefined;
  }
}
