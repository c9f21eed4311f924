/**
 * That the form changed between submission and receipt. `fits`: what was said is enough by the new one too; `kept`: it is not, and an officer named the
 * rule by which the old one still holds.
 */
export type FormCheck = Readonly<{ submittedBy: number; judgedBy: number; result: 'fits' | 'kept'; basis: string; missing: readonly string[] }>;
