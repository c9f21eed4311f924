/** What people read: Vietnamese first, English second. */
export type Text = Readonly<{ vi: string; en: string }>;

/**
 * What is wrong with a model. `element` is the id (or the name) of what is meant, for a cell that of the cell; `text` says its place in
 * words. An error keeps a model from being published; a warning does not.
 */
export type ModelFinding = Readonly<{ element: string; rule: string; severity: 'error' | 'warning'; text: Text }>;

/** A list of findings must not grow with a broken file. */
export const MAX_FINDINGS = 500;

export function addFinding(findings: ModelFinding[], element: string, rule: string, vi: string, en: string, severity: 'error' | 'warning' = 'error'): void {
  if (findings.length < MAX_FINDINGS) findings.push({ element, rule, severity, text: { vi, en } });
}
