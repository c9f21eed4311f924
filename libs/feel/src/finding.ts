/** What people read: Vietnamese first, English second. */
export type Text = Readonly<{ vi: string; en: string }>;

/** Why an expression was refused. `from` and `to` are offsets in the source, in composed (NFC) form. */
export type Finding = Readonly<{ code: FindingCode; from: number; to: number; text: Text }>;
export type FindingCode = 'SYNTAX' | 'UNSUPPORTED' | 'UNKNOWN_FUNCTION' | 'ARGUMENTS' | 'LITERAL' | 'TOO_LARGE';
