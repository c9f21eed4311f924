import type { Requester } from '@lienthong/service-host';
import type { DossierItem, DossierReads } from './dossier-reads.js';
import { sightOf } from './sight.js';

/**
 * Whose a dossier is before it was accepted, or when it never was: facts name no party until then, so that nobody's name travels
 * for nothing. Intake knows, and is asked with the citizen's own token.
 */
export abstract class Holders {
  /** Whether intake shows this dossier to whom the token belongs. False too while intake does not answer. */
  abstract mayHold(code: string, authorization: string): Promise<boolean>;
}

/** The dossier, if the requester may see it; undefined for what does not exist and for what is none of their business. */
export async function findFor(
  requester: Pick<Requester, 'subject' | 'agency' | 'roles'>, authorization: string | undefined, code: string, { dossiers, holders }: Readonly<{ dossiers: DossierReads; holders: Holders }>, minPosition?: number,
): Promise<DossierItem | undefined> {
  const sight = sightOf(requester);
  const item = await dossiers.find(sight, code, minPosition);
  if (item !== undefined || sight.kind !== 'person' || authorization === undefined) return item;
  return await holders.mayHold(code, authorization) ? dossiers.find({ kind: 'all' }, code, minPosition) : undefined;
}
