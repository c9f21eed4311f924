import { findVersionInForce, type ProcedureVersion } from '../procedure.js';

/** A version of a procedure as an indicator sees it; `learnedAt` is its position in the log. */
export type ProcedureFacts = Readonly<{ version: ProcedureVersion; position: number }>;

/** The versions in force at the end of a period, one of each procedure, as far as was in the log by then. `lastDay` is YYYY-MM-DD. */
export function proceduresInForce(versions: readonly ProcedureFacts[], lastDay: string, position: number): readonly ProcedureFacts[] {
  const known = versions.filter((each) => each.position <= position);
  return [...Map.groupBy(known, ({ version }) => version.code).values()].flatMap((ofOne) => {
    const found = findVersionInForce({ versions: ofOne.map(({ version }) => version) }, lastDay);
    return ofOne.filter(({ version }) => version === found);
  });
}
