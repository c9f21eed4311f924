/** What the gateway would say of the services' parks, for the browser tests of the web app alone. */
export type Parked = { service: string; id: number; key: string; source: string; type: string; code: string; because: string; attempts: number; parkedAt: string; behind: number };

export class SamplePark {
  readonly messages: Parked[] = [];
  readonly unavailable: string[] = [];
  /** Whether the service can handle the message by now. */
  isRepaired = false;
  /** What was given up, with the reason. */
  readonly discarded: { key: string; reason: string }[] = [];

  hold(key: string, service = 'tax'): void {
    const id = this.messages.length + 1;
    this.messages.push({
      service, id, key, source: 'lienthong.local/land-registry', type: 'lienthong.land_registry.v1.TransferSlipIssued', code: 'UNKNOWN_STEP', attempts: 1, behind: 2,
      because: `Expected to take the slip of ${key}, but it names no parcel`, parkedAt: new Date(Date.now() - 3 * 3_600_000).toISOString(),
    });
  }

  overview(key: string | null) {
    return { items: this.messages.filter((message) => key === null || message.key === key), unavailable: this.unavailable, more: [] };
  }

  /** The answer to a command on the park; undefined for any other address. */
  act(path: string, body: string): { status: number; body: object } | undefined {
    const [, service, id, act] = /^\/api\/([a-z-]+)\/parked\/(\d+)\/(retry|discard)$/.exec(path) ?? [];
    const at = this.messages.findIndex((message) => message.service === service && String(message.id) === id);
    const message = this.messages[at];
    if (message === undefined) return undefined;
    if (act === 'retry' && !this.isRepaired) return { status: 200, body: { handled: 0, stillParked: message.behind + 1 } };
    if (act === 'discard') this.discarded.push({ key: message.key, reason: (JSON.parse(body) as { reason: string }).reason });
    this.messages.splice(at, 1);
    return { status: 200, body: { handled: act === 'retry' ? message.behind + 1 : message.behind, stillParked: 0 } };
  }
}
