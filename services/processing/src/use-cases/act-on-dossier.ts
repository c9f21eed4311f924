import { ConflictError, type Actor, type SqlEffect } from '@lienthong/event-store';
import type { Step } from '../domain/instance.decider.js';
import { advanceDossier, type AdvanceRejection } from './advance-dossier.js';
import type { DossierPorts } from './dossier-ports.js';

export type Act = Readonly<{
  code: string;
  step: Step;
  actor: Actor;
  /** The version that the caller saw; without it a conflict is answered by deciding again. */
  seenVersion: number | undefined;
  /** What the host adds to every command's append. */
  effects: () => readonly SqlEffect[];
}>;

export type Acted = Readonly<{ kind: 'accepted'; version: number; position: number }> | Readonly<{ kind: 'rejected'; rejection: AdvanceRejection }>;

/** A dossier that loses this often has more people at it than it has tasks. */
const MAX_ATTEMPTS = 10;

/** A person's act on a dossier: decided and stored, and decided again when another step came between. */
export async function actOnDossier(ports: DossierPorts, { code, step, actor, seenVersion, effects }: Act): Promise<Acted> {
  for (let attempt = 1; ; attempt += 1) {
    const advance = await advanceDossier(ports, code, step, seenVersion);
    if (advance.kind === 'rejected') return advance;
    const dossier = (await ports.findDossier(code)) ?? null;
    const also = [...(advance.kind === 'advanced' ? advance.also : []), ...effects()];
    try {
      const { position } = await ports.append({ streams: advance.streams, meta: { actor, at: step.at, dossier }, also });
      return { kind: 'accepted', version: advance.version, position };
    } catch (error) {
      if (!(error instanceof ConflictError) || seenVersion !== undefined || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}
