/**
 * The rule of the work list for one dossier: an office sees what some step was offered to it for, or to any office of its agency.
 * Papers that no step has followed yet may be another office's business.
 */
export function isOfferedTo(unit: string, steps: Readonly<Partial<Record<string, Readonly<{ unit: string }>>>>): boolean {
  return Object.values(steps).some((step) => step !== undefined && (step.unit === '' || step.unit === unit));
}
