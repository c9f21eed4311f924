import type { Reaction } from '@lienthong/event-store';
import type { InstanceEvent } from '../domain/instance.js';
import { correctionsIn, INTAKE, reachedInChild } from '../domain/supplement-corrections.js';
import { advanceDossier } from './advance-dossier.js';
import { reactionOf } from './clock-reaction.js';
import type { DossierPorts } from './dossier-ports.js';
import type { Errand } from './mail.js';

/** A body goes on with what its case says now: its open steps are given it anew, and say so. What it has ended stays as it was decided. */
export async function correctChild(ports: DossierPorts, { code, parent }: Extract<Errand, { kind: 'correct-child' }>, at: string): Promise<Reaction> {
  const [{ events }, child] = await Promise.all([ports.store.load(`instance/${parent}`), ports.loadInstance(code)]);
  // What was destroyed says nothing any more.
  const known = events.filter(({ data }) => data !== null) as unknown as readonly InstanceEvent[];
  const { variables, reason } = reachedInChild(correctionsIn(known), child.state.run.variables);
  if (child.state.run.status !== 'open' || Object.keys(variables).length === 0) return 'nothing';
  return reactionOf(ports, code, at, await advanceDossier(ports, code, { type: 'SetVariables', at, data: { variables, by: INTAKE, reason, isCorrection: true } }));
}
