import type { SettingSpecs } from '@lienthong/service-host';

/** Two keys beside the log's own: one key serves one purpose only. */
export const auditSettings = {
  WITNESS_KEY: { purpose: 'to cosign the checkpoints of the logs', signs: { suffix: '/witness', type: 'cosignature' } },
  COMPLETENESS_KEY: { purpose: 'to attest that a proof holds all events of a dossier', signs: { suffix: '/completeness', type: 'note' } },
} as const satisfies SettingSpecs;
