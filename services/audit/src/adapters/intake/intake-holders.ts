import { Holders } from '../../use-cases/holders.js';

/** A person waits for the page. */
const ANSWER_WITHIN_MS = 3_000;
/** As intake writes them; anything else is no dossier's code, and no part of an address. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9.-]{0,59}$/;

/** Asks intake for the dossier as the citizen would, with the citizen's own token: what intake shows is theirs, and intake enters that it was read. */
export class IntakeHolders extends Holders {
  constructor(private readonly intake: string | undefined, private readonly stop: AbortSignal) { super(); }

  override async mayHold(code: string, authorization: string): Promise<boolean> {
    if (this.intake === undefined || !CODE.test(code)) return false;
    try {
      const answer = await fetch(new URL(`/dossiers/${code}`, this.intake), { headers: { authorization }, redirect: 'error', signal: AbortSignal.any([this.stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]) });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      return false;
    }
  }
}
