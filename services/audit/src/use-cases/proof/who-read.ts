import { serviceOf } from '../../domain/divergence.js';
import type { AgencyLogs, DossierEvidence, ToldRead } from './dossier-evidence.js';

/** Reads as they are entered in the logs, public without saying whose. */
const READ_TYPES: readonly string[] = ['DossierRead', 'FileRead'];

/** `logged`: entries of reads in the verified log; `answered`: how many of those the service told of, null where it did not answer. */
export type CountedReads = Readonly<{ origin: string; logged: number; answered: number | null }>;
export type WhoRead = Readonly<{
  items: readonly ToldRead[];
  counts: Readonly<{ logged: number; shown: number; withheld: number; services: readonly CountedReads[] }>;
  /** Every read that the logs count was told of. */
  complete: boolean;
}>;

/**
 * Who read a dossier, from every service, newest first. The entries of reads are public and counted, so that a service cannot keep one to
 * itself. Of those that a legal ground delays the holder learns that there are some (anyone can count them), not whose.
 */
export async function whoRead(ref: string, mayKnowWithheld: boolean, services: readonly string[], evidence: DossierEvidence, agencies: AgencyLogs): Promise<WhoRead> {
  const told = await Promise.all(services.map(async (service) => [service, await agencies.reads(service, ref)] as const));
  const answers = new Map(told);
  const counted = evidence.logs.map(({ origin, entries }): CountedReads => {
    const logged = entries.filter(({ type }) => READ_TYPES.includes(type)).map(({ index }) => index);
    const answer = answers.get(serviceOf(origin));
    const indexes = new Set(answer?.map(({ index }) => index));
    return { origin, logged: logged.length, answered: answer === undefined ? null : logged.filter((index) => indexes.has(index)).length };
  });
  const all = told.flatMap(([, reads]) => reads ?? []).toSorted((a, b) => (a.at === b.at ? b.index - a.index : a.at < b.at ? 1 : -1));
  const items = all.filter(({ withheld }) => mayKnowWithheld || !withheld);
  return {
    items, complete: told.every(([, reads]) => reads !== undefined) && counted.every(({ logged, answered }) => answered === logged),
    counts: { logged: counted.reduce((sum, { logged }) => sum + logged, 0), shown: items.length, withheld: all.filter(({ withheld }) => withheld).length, services: counted },
  };
}
