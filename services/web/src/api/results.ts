import { postJson, requestJson } from './request.js';

// The result of a dossier, and its hand-over at the counter. Intake's own.

export type Receiver = Readonly<{ name: string; identifier: string }>;
type Parties = Readonly<Partial<Record<'applicant' | 'transferor' | 'transferee' | 'recipient', Receiver>>>;
export type Result = Readonly<{
  code: string; state: Readonly<{ code: number }>; application: Readonly<{ receivingUnit: string }> & Parties; work?: readonly Readonly<{ type: string }>[];
  ending: Readonly<{ kind: string; at: string; text: string }> | null; resultFiles?: readonly string[]; sharedAs?: string | null;
}>;
export type HandOver = Readonly<{ receiver: Receiver; authorisation?: string; resultFiles?: readonly string[]; sharedAs?: string }>;

const dossierAt = (code: string): string => `/api/intake/dossiers/${encodeURIComponent(code)}`;

export const getResult = (code: string, signal?: AbortSignal): Promise<Result> => requestJson(dossierAt(code), signal);

export const handOver = (code: string, body: HandOver): Promise<object> => postJson(`${dossierAt(code)}/hand-over`, body);

/** Whom it may be handed to without more papers than their own, each once. */
export function receiversOf({ application: { applicant, transferor, transferee, recipient } }: Result): readonly Receiver[] {
  const all = [recipient, applicant, transferee, transferor].flatMap((person) => (person === undefined || person.identifier === '' ? [] : [{ name: person.name, identifier: person.identifier }]));
  return all.filter(({ identifier }, index) => all.findIndex((each) => each.identifier === identifier) === index);
}
