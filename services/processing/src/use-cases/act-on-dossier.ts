import { appendTogether, requireVersion, type Actor, type SqlEffect } from '@lienthong/event-store';
import type { Step } from '../domain/instance.decider.js';
import { advanceDossier, dossierRefOf, type AdvanceRejection, type Memory } from './advance-dossier.js';
import type { DossierPorts, DossierStates } from './dossier-ports.js';

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

/**
 * A person's or worker's act on a dossier: decided and stored, and decided again when another step came between. First on what this
 * process remembers, since it is most often the one that wrote last; the append checks the versions.
 */
export async function actOnDossier(ports: DossierPorts, { code, step, actor, seenVersion, effects }: Act): Promise<Acted> {
  let memory: Memory = seenVersion === undefined ? 'recalled' : 'fresh';
  let after: DossierStates | undefined;
  const acted = await appendTogether<number, AdvanceRejection>(ports.store, async () => {
    const first = await advanceDossier(ports, code, step, memory);
    // A "no" or "nothing to do" reaches no version check: it must not rest on a state that others have moved on from.
    const advance = memory === 'recalled' && first.kind !== 'advanced' ? await advanceDossier(ports, code, step) : first;
    memory = 'fresh';
    if (advance.kind === 'rejected') return advance;
    const [instance] = advance.streams;
    await requireVersion(ports.store, instance, seenVersion);
    after = advance.kind === 'advanced' ? advance.after : undefined;
    const dossier = await dossierRefOf(ports, code, (await ports.recallInstance(code)).state);
    const request = { streams: advance.streams, meta: { actor, at: step.at, dossier }, also: [...advance.also, ...effects] };
    return { kind: 'accepted', request, result: advance.version };
  });
  if (acted.kind === 'rejected') return acted;
  if (after !== undefined) ports.learn(code, after);
  return { kind: 'accepted', version: acted.result, position: acted.position };
}
