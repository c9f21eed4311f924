export type Language = 'vi' | 'en';

/** What people read, as the services send it. */
export type Bilingual = Readonly<Record<Language, string>>;
