export { canonicalJson } from './canonical-json.js';
export type { Canonical, CanonicalRefusal } from './canonical-json.js';
export { commitment, dossierRef, drawSalt } from './commitment.js';
export { entry } from './entry.js';
export type { EntryRow } from './entry.js';
