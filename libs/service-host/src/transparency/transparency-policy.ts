import { NO_QUORUM, type Policy, type VerifierKey } from '@lienthong/transparency-log';
import type { InstallationPolicy } from './installation-policy.js';

/** A witness that can be asked: it has an address, and is not this log's own. */
export type AskedWitness = Readonly<{ name: string; key: VerifierKey; url: string }>;

/** What verifiers of this installation trust, and what this service's own log has to meet before a checkpoint is served. */
export class TransparencyPolicy {
  /** For the log of this service: the installation's where it knows the log, else the log's own signature and nothing more. */
  readonly own: Policy;
  readonly witnesses: readonly AskedWitness[];

  constructor(readonly installation: InstallationPolicy | null, readonly origin: string, ownKeys: readonly VerifierKey[]) {
    const isKnown = installation?.policy.logs.some(({ key }) => key.name === origin) === true;
    this.own = isKnown ? installation.policy : alone(ownKeys);
    // A witness that signs for the log it lives in would vouch for itself.
    this.witnesses = isKnown ? installation.policy.witnesses.flatMap(({ name, key, url }) => (url === null || key.name.startsWith(`${origin}/`) ? [] : [{ name, key, url }])) : [];
  }

  /** Null in local mode without a policy file. */
  get policy(): Policy | null {
    return this.installation?.policy ?? null;
  }
}

function alone(keys: readonly VerifierKey[]): Policy {
  return { logs: keys.map((key) => ({ key, url: null })), witnesses: [], groups: [], quorum: NO_QUORUM, completeness: [] };
}
