/** What people read: Vietnamese first, English second. */
export type Bilingual = Readonly<{ vi: string; en: string }>;
