import { DossierErasedSchema } from '@lienthong/contracts';
import { defineAnnouncements, fact, type Announcements } from '@lienthong/messaging';
import type { ErasureReport } from './erasure-steps.js';

type DossierErased = Readonly<{ type: 'DossierErased'; data: ErasureReport }>;

const reports = defineAnnouncements<DossierErased>({
  DossierErased: ({ data: { ref, list, agency, events, kept, files, erasedAt, keptByLaw, recordsUntil } }) => fact(DossierErasedSchema, {
    dossierRef: ref, list, agency, events, kept, files, erasedAt, recordsUntil,
    keptByLaw: keptByLaw.map(({ category, because }) => ({ category, becauseVi: because.vi, becauseEn: because.en })),
  }),
});

/** What a service announces by itself, and what the host announces for every service: that a dossier is erased there. */
export function withErasureReports(own: Announcements): Announcements {
  return {
    isFact: (type) => own.isFact(type) || reports.isFact(type),
    announcedTypes: [...own.announcedTypes, ...reports.announcedTypes],
    render: (event, origin) => (reports.isFact(event.type) ? reports : own).render(event, origin),
  };
}
