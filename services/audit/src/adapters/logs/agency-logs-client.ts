import type { ServiceToken } from '@lienthong/service-host';
import { AgencyLogs } from '../../use-cases/proof/dossier-evidence.js';
import type { LogOpenings, ToldRead } from '../../use-cases/proof/dossier-evidence.js';

/** Ten thousand sealed texts take their time; a person waits for the file. */
const ANSWER_WITHIN_MS = 10_000;
/** As many as a proof file may hold. */
const MOST_READS = 10_000;

export type AgencyLogsParts = Readonly<{ addressOf: (service: string) => string | undefined; token: Pick<ServiceToken, 'get'>; stop: AbortSignal }>;

type OpeningAnswer = Readonly<{
  code: string | null; dossierSalt: string | null;
  events: readonly Readonly<{ index: number; sealed: string | null; salt: string | null; withheld?: boolean }>[];
}>;

/** Services of this installation, as this one's equals; what they answer is believed in form, and held against the logs in substance. */
export class AgencyLogsClient extends AgencyLogs {
  constructor(private readonly parts: AgencyLogsParts) { super(); }

  async openings(service: string, ref: string): Promise<LogOpenings | undefined> {
    const answer = await this.ask<OpeningAnswer>(service, `/log/openings/${ref}`);
    if (answer === undefined) return undefined;
    const { code, dossierSalt, events } = answer;
    return { code, dossierSalt, events: new Map(events.map(({ index, sealed, salt, withheld = false }) => [index, { sealed, salt, withheld }])) };
  }

  async reads(service: string, ref: string): Promise<readonly ToldRead[] | undefined> {
    const answer = await this.ask<Readonly<{ items: readonly Omit<ToldRead, 'service'>[] }>>(service, `/log/reads/${ref}?limit=${MOST_READS}`);
    return answer?.items.map((item) => ({ service, ...item }));
  }

  private async ask<T>(service: string, path: string, isRepeat = false): Promise<T | undefined> {
    const address = this.parts.addressOf(service);
    if (address === undefined) return undefined;
    try {
      const answer = await fetch(new URL(path, address), {
        headers: { authorization: `Bearer ${await this.parts.token.get(isRepeat)}` }, redirect: 'error', signal: AbortSignal.any([this.parts.stop, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      if (answer.status === 401 && !isRepeat) return await this.ask<T>(service, path, true);
      return answer.status === 200 ? await answer.json() as T : undefined;
    } catch {
      // The caller says which service is away.
      return undefined;
    }
  }
}
