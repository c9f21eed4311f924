import type { Bilingual } from '../language/bilingual.js';

// What was set right in an application, as intake tells it of a dossier and processing of an open task.

type Correction = Readonly<{ field: string; label: Bilingual; before: unknown; after: unknown }>;
export type CorrectionRound = Readonly<{ at: string; reason: string; by: Readonly<{ name: string }>; corrections: readonly Correction[] }>;
