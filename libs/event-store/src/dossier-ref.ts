import { dossierRef, drawSalt } from '@lienthong/transparency-log';
import type { DossierRef } from './event.js';

/** Draws the dossier's salt. Only the service that records a dossier first does this; all others get the reference. */
export function newDossierRef(code: string): DossierRef {
  const salt = drawSalt();
  return { code, ref: dossierRef(salt, code), salt: salt.toString('hex') };
}
