import { isMoment } from '../http/moment-field.js';

/** Why a dossier is read, and whether its holder may know of it already. Times are RFC 3339. */
export type ReadGround = Readonly<{ purpose: string; purposeStated: boolean; withheldUntil: string | null; ground: string | null }>;

export type GroundRejection = Readonly<{ code: 'PURPOSE_MALFORMED' | 'WITHHOLDING_MALFORMED' | 'WITHHOLDING_NOT_ALLOWED'; because: string }>;

export type StatedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export const LONGEST_PURPOSE = 200;
const SHORTEST_GROUND = 10;
const LONGEST_GROUND = 500;
/** No criminal investigation may last longer (Criminal Procedure Code 2015, Art. 172, with all its extensions: 20 months). */
const LONGEST_WITHHOLDING_MS = 2 * 366 * 86_400_000;
const MAY_WITHHOLD = ['investigator', 'auditor'];
const PLAIN = /^[\x20-\x24\x26-\x7e]+$/;
// oxlint-disable-next-line no-control-regex -- exactly those are to be found
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ufffd]/;

/** What somebody of a role reads for where they say nothing else. The first that fits counts; pages translate these words. */
const USUAL_PURPOSES = [
  ['citizen', 'own-dossier'], ['service', 'processing'], ['investigator', 'investigation'], ['auditor', 'audit'], ['administrator', 'operation'], ['leader', 'supervision'],
] as const;
const CASE_WORK = 'case-work';

type Ground = Readonly<{ kind: 'ground'; ground: ReadGround }> | Readonly<{ kind: 'rejected'; rejection: GroundRejection }>;

/** What the headers of a read state. `roles` are those of the reader; `nowMs` is asked only where a time is stated. */
export function groundOf(headers: StatedHeaders, roles: readonly string[], nowMs: () => number): Ground {
  const stated = textOf(headers['purpose'], 1, LONGEST_PURPOSE);
  if (stated === undefined) return rejected('PURPOSE_MALFORMED', `Expected to read the header Purpose, but it is longer than ${LONGEST_PURPOSE} characters or not text`);
  const purpose = stated ?? usualPurposeOf(roles);
  const [until, legal] = [headers['withhold-until'], headers['legal-ground']];
  if (until === undefined && legal === undefined) return { kind: 'ground', ground: { purpose, purposeStated: stated !== null, withheldUntil: null, ground: null } };
  if (!roles.some((role) => MAY_WITHHOLD.includes(role))) {
    return rejected('WITHHOLDING_NOT_ALLOWED', `Expected to withhold a read from the holder of a dossier, but the roles of the reader are ${roles.join(', ') || 'none'}`);
  }
  if (stated === null) return rejected('WITHHOLDING_MALFORMED', 'Expected a purpose with a read that is withheld, but the header Purpose is missing');
  const ground = textOf(legal, SHORTEST_GROUND, LONGEST_GROUND);
  if (ground === null || ground === undefined) return rejected('WITHHOLDING_MALFORMED', `Expected a legal ground of ${SHORTEST_GROUND} to ${LONGEST_GROUND} characters, but Legal-Ground is none`);
  const withheldUntil = readUntil(until, nowMs());
  if (withheldUntil === undefined) return rejected('WITHHOLDING_MALFORMED', 'Expected Withhold-Until as a moment by RFC 3339 of the next two years, but it is none');
  return { kind: 'ground', ground: { purpose, purposeStated: true, withheldUntil, ground } };
}

function readUntil(until: StatedHeaders[string], nowMs: number): string | undefined {
  if (typeof until !== 'string' || !isMoment(until)) return undefined;
  const ms = Date.parse(until);
  return ms > nowMs && ms <= nowMs + LONGEST_WITHHOLDING_MS ? new Date(ms).toISOString() : undefined;
}

function usualPurposeOf(roles: readonly string[]): string {
  return USUAL_PURPOSES.find(([role]) => roles.includes(role))?.[1] ?? CASE_WORK;
}

/** Null where the header is missing or empty, undefined where it is malformed. Node hands bytes over as Latin-1; whoever may only send ASCII encodes by percent. */
export function textOf(header: StatedHeaders[string], shortest: number, longest: number): string | null | undefined {
  if (header === undefined || header === '') return null;
  if (typeof header !== 'string') return undefined;
  // What nearly every client sends: nothing to decode, and as many characters as units.
  if (PLAIN.test(header)) return header.length > longest || header.trim().length < shortest ? undefined : header.trim();
  const text = decoded(Buffer.from(header, 'latin1').toString('utf8')).normalize('NFC').trim();
  const length = Array.from(text).length;
  return length < shortest || length > longest || CONTROL.test(text) || !text.isWellFormed() ? undefined : text;
}

/** A percent sign may also be a percent sign. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function rejected(code: GroundRejection['code'], because: string): Ground {
  return { kind: 'rejected', rejection: { code, because } };
}
