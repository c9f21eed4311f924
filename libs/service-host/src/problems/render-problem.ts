import type { Language } from './accept-language.js';
import type { ProblemCatalogue, ProblemText } from './problem-catalogue.js';
import type { ProblemDetails, ProblemException } from './problem-exception.js';

/** RFC 9457, with the members of this API: what to do, fields to correct, figures, and what changed since. */
export type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  whatToDo: string;
  facts?: object;
  errors?: readonly Readonly<{ path: string; message: string }>[];
  since?: readonly object[];
}>;

/** `detail` stays in the words of the one who refused ("Expected to …, but …"): it is for whoever looks into it. */
export function renderProblem(exception: ProblemException, catalogue: ProblemCatalogue, language: Language, requestId: string): Problem {
  const entry = catalogue[exception.code] ?? unknownCode(exception.code);
  const text: ProblemText = entry[language];
  const { facts, errors, since } = exception.details;
  return {
    type: `urn:lienthong:problem:${exception.code.toLowerCase().replaceAll('_', '-')}`,
    title: filled(text.title, facts),
    status: entry.status,
    detail: exception.because,
    instance: `urn:lienthong:request:${requestId}`,
    code: exception.code,
    whatToDo: filled(text.whatToDo, facts),
    ...(facts && { facts }),
    ...(errors && { errors: errors.map(({ path, ...messages }) => ({ path, message: messages[language] })) }),
    ...(since && { since }),
  };
}

function filled(text: string, facts: ProblemDetails['facts'] = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? '…'));
}

function unknownCode(code: string): never {
  throw new Error(`Expected to render problem ${code}, but no catalogue of this service has it`);
}
