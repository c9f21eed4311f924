import type { UnderTest } from '@lienthong/service-host/specs';
import { checkpointText, sampleKey, signNote, writePolicy } from '@lienthong/transparency-log';
import { emptyFeedState, FeedConsumer, FeedDoubt } from './index.js';
import type { Fact, FeedState } from './index.js';
import { settle, settlements, startMiddleman, startUnderTest } from './spec-feed.js';
import type { Middleman, Page } from './spec-feed.js';

const ORIGIN = 'lienthong.local/tax';

describe('a consumer of a feed', () => {
  let service: UnderTest;
  let between: Middleman;
  let policy: string;

  beforeAll(async () => {
    service = await startUnderTest(settlements);
    between = await startMiddleman(service);
    policy = writePolicy({ logs: [{ key: sampleKey(ORIGIN, 'note').verifier, url: null }], witnesses: [], groups: [], quorum: 'none', completeness: [] });
    await settle(service, 7);
  });
  afterAll(async () => {
    await between.stop();
    await service.stop();
  });
  afterEach(() => between.meddle(() => {}));

  /** Consumes until `count` facts have been taken; what it took, and where it stands. */
  async function take(count: number, start: FeedState = emptyFeedState, options: { policy?: string | false; types?: string[]; limit?: number } = {}): Promise<{ facts: Fact[]; state: FeedState }> {
    const facts: Fact[] = [];
    let state = start;
    const done = new AbortController();
    await new FeedConsumer({
      feed: between.url, origin: ORIGIN, policy, waitSeconds: 1, limit: 3, token: () => service.token({ sub: 'bank', agency: 'bank', roles: ['service'] }), ...options,
      load: async () => state,
      handle: async (some, next) => {
        facts.push(...some);
        state = next;
        if (facts.length >= count) done.abort();
      },
    }).run(AbortSignal.any([done.signal, AbortSignal.timeout(45_000)]));
    return { facts, state };
  }
  async function doubtOf(consuming: Promise<unknown>): Promise<FeedDoubt> {
    const error = await consuming.then(() => undefined, (reason: unknown) => reason);
    expect(error).toBeInstanceOf(FeedDoubt);
    return error as FeedDoubt;
  }

  it('takes every fact once, in order, and keeps what the next start needs', async () => {
    const first = await take(7);
    expect(first.facts.map(({ sequence }) => sequence)).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(first.state).toMatchObject({ after: 7, logIndex: Number(first.facts.at(-1)?.logindex) });
    await settle(service, 2, 'H56.17-20260610');
    const second = await take(2, JSON.parse(JSON.stringify(first.state)) as FeedState);
    expect(second.facts.map(({ sequence }) => sequence)).toEqual(['8', '9']);
    expect(between.asked.some(({ searchParams }) => searchParams.get('proofs') === 'true' && Number(searchParams.get('since')) > 0)).toBe(true);
  });

  it.each<[string, string, (page: Page) => void]>([
    ['a fact is left out', 'HOLE', ({ items }) => void items.splice(1, 1)],
    ['the first fact is left out', 'HOLE', ({ items }) => void items.shift()],
    ['a fact comes twice', 'REPEAT', ({ items }) => void items.splice(1, 0, items[0]!)],
    ['two facts change places', 'HOLE', ({ items }) => void items.splice(0, 2, items[1]!, items[0]!)],
    ['a fact takes the number of the one that was left out', 'REPEAT', ({ items }) => void items.splice(1, 2, { ...items[2]!, sequence: '2' }, items[2]!)],
    ['a fact names another time than its entry', 'FACT', ({ items }) => void Object.assign(items[0]!, { time: '2026-06-09T09:00:00.000Z' })],
    ['a fact names another dossier', 'FACT', ({ items }) => void Object.assign(items[0]!, { dossierref: 'ab'.repeat(32) })],
    ['a fact has no proof', 'UNPROVEN', ({ items }) => void delete items[0]!['logproof']],
    ['a fact has the proof of another', 'FACT', ({ items }) => void Object.assign(items[0]!, { logproof: items[1]!['logproof'] })],
    ['there is no checkpoint', 'UNPROVEN', ({ headers }) => void delete headers['feed-checkpoint']],
    ['the checkpoint is not signed by the log', 'NOTE_SIGNATURE', ({ headers }) => void (headers['feed-checkpoint'] = forged(headers['feed-checkpoint']!))],
    ['the cursor points back', 'REPEAT', ({ headers }) => void (headers['feed-next'] = '0')],
  ])('stops and hands nothing over when %s', async (_, code, how) => {
    between.meddle((page) => { if (page.items.length >= 3) how(page); });
    const taken: Fact[] = [];
    const doubt = await doubtOf(take(3).then(({ facts }) => taken.push(...facts)));
    expect([doubt.code, taken]).toEqual([code, []]);
  });

  it('stops when the log no longer extends what it has seen, with both checkpoints as evidence', async () => {
    const { state } = await take(3);
    // The log's own key, used for another history: what an administrator with the key could do.
    const other = signed(1_000, Buffer.alloc(32, 7));
    const fork = await doubtOf(take(1, { ...state, checkpoint: signed(3, Buffer.alloc(32, 9)) }));
    expect([fork.code, fork.evidence.before]).toEqual(['FORK', signed(3, Buffer.alloc(32, 9))]);
    expect((await doubtOf(take(1, { ...state, checkpoint: other }))).code).toBe('SHRUNK');
  });

  it('sees holes and repeats without a policy too, and asks for no proofs then', async () => {
    const { facts } = await take(3, emptyFeedState, { policy: false });
    expect(facts.slice(0, 3).map(({ logproof }) => logproof)).toEqual([undefined, undefined, undefined]);
    between.meddle(({ items }) => void items.splice(1, 1));
    expect((await doubtOf(take(3, emptyFeedState, { policy: false }))).code).toBe('HOLE');
  });

  it('takes chosen types, though their numbers are not dense, and refuses a policy that it cannot read', async () => {
    expect((await take(2, emptyFeedState, { types: ['lienthong.tax.v1.ObligationSettled'] })).facts.length).toBeGreaterThanOrEqual(2);
    expect(() => new FeedConsumer({ feed: between.url, origin: ORIGIN, policy: 'no policy', token: async () => '', load: async () => emptyFeedState, handle: async () => {} })).toThrow('Expected to read');
  });
});

function forged(checkpoint: string): string {
  const lines = Buffer.from(checkpoint, 'base64').toString().split('\n');
  lines[1] = String(Number(lines[1]) + 1);
  return Buffer.from(lines.join('\n')).toString('base64');
}

/** Signed with the sample key of the service, as nobody but its holder could. */
function signed(size: number, root: Buffer): string {
  return signNote(checkpointText({ origin: ORIGIN, size, root }), [sampleKey(ORIGIN, 'note')]);
}
