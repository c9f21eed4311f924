import type { Reaction } from '@lienthong/event-store';
import { dossierRefOf, type Advance } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';

/** A refusal is thrown, so that the row stays and is tried again instead of being lost. */
export async function reactionOf(ports: DossierPorts, code: string, at: string, advance: Advance): Promise<Reaction> {
  if (advance.kind === 'quiet') return 'nothing';
  if (advance.kind === 'rejected') throw new Error(`${advance.rejection.code}: ${advance.rejection.because}`);
  const { after } = advance;
  const dossier = await dossierRefOf(ports, code, after.instance.state);
  return { streams: advance.streams, meta: { actor: { role: 'clock' }, at, dossier }, also: advance.also, stored: () => ports.learn(code, after) };
}
