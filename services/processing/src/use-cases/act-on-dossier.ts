import { appendTogether, requireVersion, type Actor, type SqlEffect } from '@lienthong/event-store';
import type { Step } from '../domain/instance.decider.js';
import { advanceDossier, dossierRefOf, type AdvanceRejection } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';

export type Act = Readonly<{
  code: string;
  step: Step;
  actor: Actor;
  /** The version that the caller saw; without it a conflict is answered by deciding again. */
  seenVersion: number | undefined;
  /** What the host adds to every command's append. */
  effects: readonly SqlEffect[];
}>;

export type Acted = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: AdvanceRejection }>;

/** A person's act on a dossier: decided and stored, and decided again when another step came between. */
export async function actOnDossier(ports: DossierPorts, { code, step, actor, seenVersion, effects }: Act): Promise<Acted> {
  const acted = await appendTogether<number, AdvanceRejection>(ports.store, async () => {
    const advance = await advanceDossier(ports, code, step);
    if (advance.kind === 'rejected') return advance;
    const [instance] = advance.streams;
    await requireVersion(ports.store, instance, seenVersion);
    const dossier = await dossierRefOf(ports, code, (await ports.loadInstance(code)).state);
    const request = { streams: advance.streams, meta: { actor, at: step.at, dossier }, also: [...advance.also, ...effects] };
    return { kind: 'accepted', request, result: advance.version };
  });
  return acted.kind === 'rejected' ? acted : { kind: 'accepted', version: acted.result, position: acted.position };
}
