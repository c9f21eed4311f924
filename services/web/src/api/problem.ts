import type { Texts } from '../language/vi.js';

/** RFC 9457 problem details as every service sends them; `title` and `whatToDo` come in the language that was asked for. */
export type Problem = Readonly<{
  status: number;
  code: string;
  title: string;
  whatToDo: string;
  detail: string | null;
  instance: string | null;
  /** Fields to correct, in the reader's language. */
  errors: readonly Readonly<{ path: string; message: string }>[];
  /** Seconds after which asking again makes sense, where the service says so. */
  retryAfterS: number | null;
}>;

/** What can go wrong before a service has answered. */
type LocalKind = Exclude<keyof Texts['problems'], 'code' | 'detail' | 'retry'>;

/**
 * Thrown by every call of `api/` and `session/`; React Query hands it to the page. Either a service's own problem, or a kind that the
 * page words itself when it is shown, so that it is in the language of that moment.
 */
export class ProblemError extends Error {
  readonly problem: Problem | undefined;
  readonly kind: LocalKind;

  constructor(kind: LocalKind, options: { problem?: Problem; cause?: unknown } = {}) {
    super(options.problem?.title ?? kind, { cause: options.cause });
    this.kind = kind;
    this.problem = options.problem;
  }
}

export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  const kind = kindOf(response.status);
  return isProblemBody(body) ? new ProblemError(kind, { problem: readProblem(body, response) }) : new ProblemError(kind);
}

function kindOf(status: number): LocalKind {
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  return status >= 500 || status === 429 ? 'unavailable' : 'unreadable';
}

function isProblemBody(body: unknown): body is Record<string, unknown> & { title: string } {
  return typeof body === 'object' && body !== null && 'title' in body && typeof body.title === 'string';
}

function readProblem(body: Record<string, unknown> & { title: string }, { status, headers }: Response): Problem {
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return {
    status,
    title: body.title,
    code: text(body['code']) ?? String(status),
    whatToDo: text(body['whatToDo']) ?? '',
    detail: text(body['detail']),
    instance: text(body['instance']),
    errors: readErrors(body['errors']),
    retryAfterS: /^\d{1,5}$/.test(headers.get('retry-after') ?? '') ? Number(headers.get('retry-after')) : null,
  };
}

function readErrors(errors: unknown): Problem['errors'] {
  const isError = (value: unknown): value is Problem['errors'][number] =>
    typeof value === 'object' && value !== null && 'path' in value && 'message' in value && typeof value.path === 'string' && typeof value.message === 'string';
  return Array.isArray(errors) ? errors.filter(isError) : [];
}

export type ShownProblem = Readonly<{ title: string; whatToDo: string; detail: string | null; code: string | null; errors: Problem['errors'] }>;

/** What a person reads about a failure: the service's words if it had any, else the page's own. */
export function wordProblem(error: unknown, texts: Texts): ShownProblem {
  if (!(error instanceof ProblemError)) return { ...texts.problems.crashed, detail: null, code: null, errors: [] };
  const own = texts.problems[error.kind];
  if (error.problem === undefined) return { ...own, detail: null, code: null, errors: [] };
  const { title, whatToDo, detail, code, errors } = error.problem;
  return { title, whatToDo: whatToDo || own.whatToDo, detail, code, errors };
}

/** Where there is none, that is an answer too. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProblemError && error.kind === 'notFound') return null;
    throw error;
  }
}
