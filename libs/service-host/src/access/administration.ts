import type { AppendRequest, Appended, EventStore } from '@lienthong/event-store';
import type { Clock } from '../clock.js';
import type { Requester } from '../identity/requester.js';
import type { AdministrativeAct } from './administrative-acts.js';
import { readerOf } from './read.interceptor.js';

/** `dossierCode`: of the dossier that the act concerns, or what may be the code of one. `ref`: its reference, where this log may not know it. */
export type ActOptions = Readonly<{ dossierCode?: string | undefined; ref?: string | undefined }>;

type Options = Readonly<{ store: EventStore; clock: Clock; service: string }>;

const REF = /^[0-9a-f]{64}$/;

/**
 * What administrators do, as events of the service's own log. An act is entered in its own transaction where that can be done
 * (`entryOf`), otherwise before it (`record`): there may be an entry of an act that then failed, but no act without an entry. Injectable.
 */
export class Administration {
  readonly #stream: string;

  constructor(readonly options: Options) {
    this.#stream = administrationStream(options.service);
  }

  /** Resolves once the entry is durable: do the act only then. */
  async record(act: AdministrativeAct, requester: Requester, options: ActOptions = {}): Promise<Appended> {
    return this.options.store.append(await this.entryOf(act, requester, options));
  }

  /** The entry as an append to which the act's own effects can be added. */
  async entryOf({ type, data }: AdministrativeAct, requester: Requester, { dossierCode, ref }: ActOptions = {}): Promise<Omit<AppendRequest, 'also'>> {
    const { store, clock } = this.options;
    const known = dossierCode === undefined ? undefined : await store.findDossier(dossierCode);
    const dossier = known ?? (dossierCode !== undefined && ref !== undefined && REF.test(ref) ? { code: dossierCode, ref } : null);
    const by = { name: requester.name.toWellFormed(), agency: requester.agency, unit: requester.unit, roles: requester.roles };
    return {
      streams: [{ stream: this.#stream, expected: 'any', events: [{ type, data: { ...data, by } }] }],
      meta: { actor: readerOf(requester), at: clock.now(), dossier },
    };
  }
}

export function administrationStream(service: string): string {
  return `administration/${service}`;
}
