export { canonicalJson, readCanonical } from './canonical-json.js';
export type { Canonical, CanonicalRefusal, Parsed } from './canonical-json.js';
export { commitment, dossierRef, drawSalt } from './commitment.js';
export { entry, readEntry } from './entry.js';
export type { EntryRow, ReadEntry } from './entry.js';
