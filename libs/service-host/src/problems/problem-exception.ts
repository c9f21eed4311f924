import type { GenericProblemCode } from './generic-problems.js';

/** One field the caller has to correct: `path` as `parties.0.idNumber`, texts in both languages. */
export type FieldError = Readonly<{ path: string; vi: string; en: string }>;

/** What a refusal says beside its code: figures for the texts (`facts`), fields to correct, events since the version seen. */
export type ProblemDetails = Readonly<{
  facts?: Readonly<Record<string, string | number | boolean | null>>;
  errors?: readonly FieldError[];
  since?: readonly object[];
  headers?: Readonly<Record<string, string>>;
}>;

/** Thrown in adapters/http only, and rendered by the problem filter. A domain's refusal is a value until it gets here. */
export class ProblemException extends Error {
  override readonly name = 'ProblemException';

  constructor(readonly code: string, readonly because: string, readonly details: ProblemDetails = {}) {
    super(`${code}: ${because}`);
  }
}

type AnyRejection = Readonly<{ code: string; because: string }>;

/**
 * Ends the request with a rejection's problem. Members of the rejection besides code and because (who, when, how much) become `facts`
 * of the answer and fill the `{placeholders}` of its texts.
 */
export function refuse(rejection: AnyRejection, details: ProblemDetails = {}): never {
  throw problemOf(rejection, details);
}

export function problemOf(rejection: AnyRejection, details: ProblemDetails = {}): ProblemException {
  const { code, because, ...others } = rejection;
  const facts = { ...scalarsOf(others), ...details.facts };
  return new ProblemException(code, because, Object.keys(facts).length > 0 ? { ...details, facts } : details);
}

/** The same for the codes that every service knows, where no rejection of a domain is at hand. */
export function refuseWith(code: GenericProblemCode, because: string, details: ProblemDetails = {}): never {
  throw new ProblemException(code, because, details);
}

function scalarsOf(members: object): Record<string, string | number | boolean | null> {
  const scalars = Object.entries(members).filter(([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(scalars) as Record<string, string | number | boolean | null>;
}
