import type { CalendarBook } from '@lienthong/calendar';
import type { Text } from '@lienthong/kernel';
import { dossierAsOf, type DossierFacts } from '../domain/indicators/dossier-facts.js';
import { sourceOf, type Circumstances, type Indicator, type Judgement, type Matter, type MemberOf, type Period } from '../domain/indicators/indicator.js';
import { petitionAsOf } from '../domain/indicators/petition-facts.js';
import { proceduresInForce, type ProcedureFacts } from '../domain/indicators/procedure-facts.js';
import { count, nothingCounted, type Tally } from '../domain/indicators/report.js';
import type { IndicatorSource, Scope } from './indicator-source.js';

/** A book that has the newest version of a calendar. */
export type Calendars = Readonly<{ newest(id: string): Promise<CalendarBook> }>;

/** Which part of an indicator's number somebody wants to see. */
export const PARTS = ['numerator', 'denominator', 'late'] as const;
export type Part = (typeof PARTS)[number];

export type Progress = (done: number, total: number) => void;

/** Counts every indicator of a scope, page by page. */
export async function tallyScope(source: IndicatorSource, scope: Scope, calendars: Calendars, onProgress: Progress): Promise<Tally> {
  const { circumstances, inForce, petitions } = await circumstancesOf(source, scope, calendars);
  const total = await source.countDossiers(scope);
  // Counted over nothing, an indicator whose source is there has a number to begin with.
  let [tally, done] = [count(nothingCounted, 'dossier', [], circumstances), 0];
  onProgress(done, total);
  await source.scanDossiers(scope, (page) => {
    tally = count(tally, 'dossier', page.flatMap((record) => dossierAsOf(record, scope.asOf) ?? []), circumstances);
    done += page.length;
    onProgress(done, Math.max(done, total));
  });
  return count(count(tally, 'procedure', inForce, circumstances), 'petition', petitions, circumstances);
}

/** So many dossiers are looked at for one page: an indicator that few meet answers with a short page and a cursor, not late. */
const MOST_LOOKED_AT = 20_000;
const LOOK_AT_ONCE = 2_000;

type Found<M extends Matter> = Readonly<{ member: MemberOf[M]; judgement: Judgement }>;
export type Members =
  | Readonly<{ matter: 'none'; missing: Text }>
  | Readonly<{ matter: 'dossier'; found: readonly Found<'dossier'>[]; after: string | null }>
  | Readonly<{ matter: 'procedure'; found: readonly Found<'procedure'>[]; after: null }>
  | Readonly<{ matter: 'petition'; found: readonly Found<'petition'>[]; after: null }>;

/** Who is behind a number: the same judgement as in the report. `after`: go on behind this code. */
export async function membersOf(source: IndicatorSource, scope: Scope, calendars: Calendars, indicator: Indicator, part: Part, after: string, limit: number): Promise<Members> {
  const { circumstances, inForce, petitions } = await circumstancesOf(source, scope, calendars);
  const from = sourceOf(indicator);
  if (from?.isThere(circumstances) === false) return { matter: 'none', missing: from.missing };
  if (indicator.over === 'procedure') return { matter: 'procedure', after: null, found: judged(inForce, (member) => indicator.judge(member, circumstances), part) };
  if (indicator.over === 'petition') return { matter: 'petition', after: null, found: judged(petitions, (member) => indicator.judge(member, circumstances), part) };
  const judge = (facts: DossierFacts): Judgement => {
    if (indicator.kind === 'ratio') return indicator.judge(facts, circumstances);
    const measured = indicator.measure(facts, circumstances);
    return typeof measured === 'string' ? measured : 'met';
  };
  const found: Found<'dossier'>[] = [];
  let last = after;
  for (let seen = 0; seen < MOST_LOOKED_AT;) {
    const page = await source.dossiersAfter(scope, last, LOOK_AT_ONCE);
    for (const record of page) {
      last = record.code;
      found.push(...judged([dossierAsOf(record, scope.asOf)].filter((facts) => facts !== undefined), judge, part));
      if (found.length === limit) return { matter: 'dossier', found, after: last };
    }
    seen += page.length;
    if (page.length < LOOK_AT_ONCE) return { matter: 'dossier', found, after: null };
  }
  return { matter: 'dossier', found, after: last };
}

function judged<Member>(members: readonly Member[], judge: (member: Member) => Judgement, part: Part): readonly Readonly<{ member: Member; judgement: Judgement }>[] {
  return members.map((member) => ({ member, judgement: judge(member) })).filter(({ judgement }) => isOf(part, judgement));
}

function isOf(part: Part, judgement: Judgement): boolean {
  if (judgement === 'outside' || judgement === 'unknown') return false;
  return part === 'denominator' || (judgement === 'met') === (part === 'numerator');
}

async function circumstancesOf(source: IndicatorSource, scope: Scope, calendars: Calendars) {
  const { period, asOf, procedureCode } = scope;
  await source.reach(asOf.position);
  const [versions, appliedOnline, paidOnline, petitioned, records] = [await source.procedures(), await source.appliedOnline(scope), await source.paidOnline(scope), await source.petitioned(scope), await source.petitions(scope)];
  const known = new Map(versions.map((each) => [`${each.version.code} ${each.version.version}`, each]));
  const inForce = proceduresInForce(versions, lastDayOf(period), asOf.position).filter(({ version }) => procedureCode === undefined || version.code === procedureCode);
  const current = new Map(inForce.map((each) => [each.version.code, each]));
  const books = new Map<string, CalendarBook>();
  for (const { version: { calendar } } of versions) if (!books.has(calendar)) books.set(calendar, await calendars.newest(calendar));
  const petitions = records.flatMap((record) => petitionAsOf(record, asOf) ?? []);
  const circumstances: Circumstances = {
    period, appliedOnline, paidOnline: paidOnline.ever, paidOnlineNow: paidOnline.now, isPortalConnected: await source.isPortalConnected(scope), petitioned,
    findCalendar: (id) => books.get(id)?.latest(id),
    findProcedure: (code: string, version: number | null): ProcedureFacts | undefined => (version === null ? current.get(code) : known.get(`${code} ${version}`)),
  };
  return { circumstances, inForce, petitions };
}

/** The day on which the last moment of the period lies. */
function lastDayOf({ until }: Period): string {
  return new Date(Date.parse(until) - 1 + 7 * 3_600_000).toISOString().slice(0, 10);
}

