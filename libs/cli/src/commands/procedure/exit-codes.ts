/** Exit codes of `lienthong procedure …`; a word that knows more has its own, from 10 on. */
export const PROCEDURE_EXIT = { done: 0, refused: 1, usage: 2, incident: 3, bug: 70 } as const;

/** Something that the caller gave cannot be used: an argument, or a file. `vi` where people are told in their language. */
export type Unusable = Readonly<{ kind: 'unusable'; because: string; vi?: string }>;
export const unusable = (because: string, vi?: string): Unusable => ({ kind: 'unusable', because, ...(vi !== undefined && { vi }) });
export const becauseIn = ({ because, vi }: Unusable, lang: 'vi' | 'en'): string => (lang === 'vi' ? (vi ?? because) : because);

/** Of a command line whose options could not be read, or not yet. */
export const langIn = (args: readonly string[]): 'vi' | 'en' => (args.some((arg, index) => arg === '--lang=en' || (arg === 'en' && args[index - 1] === '--lang')) ? 'en' : 'vi');

export const unreadableArguments = (error: unknown): Unusable => {
  const { message } = error as Error;
  return unusable(`Expected to read the arguments, but ${message}`, `Không đọc được tham số: ${message}`);
};
export const notJson = (what: string, path: string, error: unknown): Unusable =>
  unusable(`Expected to read ${what === '' ? '' : `${what} from `}${path}, but ${(error as Error).message}`, `Không đọc được ${path}: không phải JSON (${(error as Error).message})`);
export const NO_STANDARD_INPUT = unusable('Expected to read cases from standard input, but there is none', 'Không có đầu vào chuẩn để đọc các trường hợp');
export const CASES_ALONE = unusable('Expected --cases alone, but there are options that each case has of its own', '--cases chỉ đi một mình: mỗi trường hợp tự có những tham số khác');
export const ONE_MODEL_OR_CASES = unusable('Expected one model or --cases, but got neither or more', 'Cần đúng một tệp mô hình, hoặc --cases');
export const unknownLanguage = (lang: string): Unusable => unusable(`Expected --lang vi or en, but got ${lang}`, `--lang là vi hoặc en, không phải ${lang}`);
