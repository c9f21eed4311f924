import type { Surroundings } from '../../command.js';
import { unusable, type Unusable } from './exit-codes.js';
import { readText } from './read-file.js';

/** What the installation answered; a refusal is an answer too (RFC 9457). */
export type Answered = Readonly<{ kind: 'answered'; status: number; body: Readonly<Record<string, unknown>> }>;
/** Nobody answered, or not what an installation says. */
export type Away = Readonly<{ kind: 'away'; because: string }>;
export type Installation = Readonly<{ call: (method: 'GET' | 'POST', path: string, body?: object) => Promise<Answered | Away> }>;

/** How an installation is named on the command line; its own exit code for when it does not answer. */
export const SERVER_OPTIONS = { server: { type: 'string' }, token: { type: 'string' }, 'token-file': { type: 'string' } } as const;
export const SERVER_USAGE = `--server      địa chỉ dịch vụ processing / address of processing's API, https://<host>/api/processing; or LIENTHONG_SERVER
--token-file  tệp chứa mã truy cập / file with the access token; or --token, or LIENTHONG_TOKEN`;
export const AWAY_EXIT = 10;

/** A page of a trial reads fifty dossiers; nothing else takes so long. */
const ANSWER_WITHIN_MS = 60_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

type Named = Readonly<{ server?: string | undefined; token?: string | undefined; 'token-file'?: string | undefined }>;

export async function openInstallation({ server, token, 'token-file': tokenFile }: Named, { env }: Pick<Surroundings, 'env'>, lang: 'vi' | 'en'): Promise<Installation | Unusable> {
  const address = server ?? env['LIENTHONG_SERVER'] ?? '';
  if (!URL.canParse(address) || !/^https?:/.test(address)) return unusable('Expected --server or LIENTHONG_SERVER with http:// or https://, but there is neither', 'Thiếu --server hoặc LIENTHONG_SERVER: địa chỉ bắt đầu bằng http:// hoặc https://');
  const fromFile = tokenFile === undefined ? undefined : await readText(tokenFile);
  if (typeof fromFile === 'object') return fromFile;
  const bearer = (fromFile ?? token ?? env['LIENTHONG_TOKEN'] ?? '').trim();
  if (!/^[\x21-\x7e]+$/.test(bearer)) return unusable('Expected --token-file, --token or LIENTHONG_TOKEN with an access token, but there is none', 'Thiếu mã truy cập: --token-file, --token hoặc LIENTHONG_TOKEN');
  const headers = { authorization: `Bearer ${bearer}`, 'accept-language': lang, accept: 'application/json, application/problem+json' };
  return { call: (method, path, body) => call({ url: `${address.replace(/\/+$/, '')}${path}`, method, headers, lang }, body) };
}

type Asked = Readonly<{ url: string; method: string; headers: Readonly<Record<string, string>>; lang: 'vi' | 'en' }>;

async function call({ url, method, headers, lang }: Asked, body: object | undefined): Promise<Answered | Away> {
  try {
    const response = await fetch(url, {
      method, signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (text.length > MOST_CHARACTERS) return away(url, lang, lang === 'vi' ? `trả lời dài ${text.length} ký tự` : `it answers ${text.length} characters`);
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { kind: 'answered', status: response.status, body: parsed as Answered['body'] } : away(url, lang, lang === 'vi' ? 'trả lời không phải đối tượng JSON' : 'it answers no JSON object');
  } catch (error) {
    const { message, cause } = error as Error;
    return away(url, lang, cause instanceof Error ? `${message}: ${cause.message}` : message);
  }
}

const away = (url: string, lang: 'vi' | 'en', because: string): Away => ({ kind: 'away', because: lang === 'vi' ? `Không hỏi được ${url}: ${because}` : `Expected to ask ${url}, but ${because}` });

/** A refusal as people read it: title, what to do, and each thing to correct. */
export function refusalText({ status, body }: Answered, lang: 'vi' | 'en'): string {
  const line = (value: unknown): string => (typeof value === 'string' ? value : '');
  const errors = Array.isArray(body['errors']) ? (body['errors'] as readonly Readonly<Record<string, unknown>>[]) : [];
  const details = errors.map((error) => `  ${line(error['path'])}: ${line(error[lang]) || line(error['message'])}`);
  return [`${status} ${line(body['code'])} ${line(body['title'])}`, line(body['detail']), line(body['whatToDo']), ...details].filter((text) => text.trim() !== '').join('\n');
}
