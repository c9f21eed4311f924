import assert from 'node:assert/strict';
import { ObligationSettledSchema } from '@lienthong/contracts';
import { CannotHandle } from '@lienthong/event-store';
import { getSchema, readEnvelope, readFact } from './fact-reading.js';
import { sampleAnnouncements, storedEvent } from './spec-facts.js';

const envelope = sampleAnnouncements.render(storedEvent(), 'lienthong.local/tax');
const read = (changes: object) => {
  const judged = readEnvelope({ ...envelope, ...changes });
  return readFact(getSchema(judged.type), judged);
};
const complaint = (code: string, because: RegExp) => (error: unknown) => error instanceof CannotHandle && error.code === code && because.test(error.because);

describe('reading a fact', () => {
  it('gives the message decoded, with its cause and its dossier', () => {
    const { message, cause, dossier, at, type } = read({});
    assert.deepEqual({ cause, dossier, at, type }, {
      cause: 'lienthong.local/tax#41', dossier: { code: '000.00.17.H56-260105-0001', ref: 'a1b2' }, at: '2026-01-05T02:30:00.000Z', type: ObligationSettledSchema.typeName,
    });
    assert.equal((message as unknown as { paid: bigint }).paid, 12_500_000n);
  });

  it('leaves out members that a later release added', () => {
    assert.doesNotThrow(() => read({ data: { ...envelope.data, payerIdentifier: '001' }, laterextension: 'x' }));
  });

  it('gives no dossier for a fact about none', () => assert.equal(read({ dossierref: undefined }).dossier, null));

  it('drops a broken trace instead of stopping the dossier', () => {
    assert.equal(read({ traceparent: 'not a trace' }).envelope.traceparent, undefined);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    assert.equal(read({ traceparent }).envelope.traceparent, traceparent);
  });

  it.each([
    ['specversion', '0.3'], ['id', undefined], ['id', 'x'], ['source', ''], ['type', 7], ['subject', undefined], ['time', 'yesterday'], ['time', '2026-13-05T00:00:00Z'],
    ['datacontenttype', 'application/xml'], ['sequence', '0'], ['sequence', '07'], ['sequence', 7], ['logindex', '-1'], ['logindex', '9007199254740993'], ['dossierref', 4],
  ])('refuses CloudEvents whose %s is %j', (name, value) => {
    assert.throws(() => read({ [name]: value }), complaint('BROKEN_CLOUDEVENT', new RegExp(`attribute ${name}, but`)));
  });

  it('refuses an id that is another log index', () => assert.throws(() => read({ id: '42' }), complaint('BROKEN_CLOUDEVENT', /agree/)));

  it.each(['lienthong.tax.v1.ObligationForgotten', 'lienthong.police.v1.ObligationSettled', 'com.example.Fact', 'lienthong.tax.v0.ObligationSettled'])('refuses the unknown type %s', (type) => {
    assert.throws(() => read({ type }), complaint('UNKNOWN_TYPE', /no contract of this release has it/));
  });

  it('refuses a newer version of a context it knows', () => {
    assert.throws(() => read({ type: 'lienthong.tax.v2.ObligationSettled' }), complaint('NEWER_VERSION', /knows lienthong\.tax up to v1/));
  });

  it.each([[undefined, /missing/], ['text', /"text"/], [[], /\[\]/], [{ paid: 'much' }, /paid/], [{ paid: 1.5 }, /paid/]])('refuses data that is %j', (data, because) => {
    assert.throws(() => read({ data }), complaint('BROKEN_DATA', because));
  });

  it('tells why data could not be kept', () => assert.throws(() => read({ data: undefined, dataerror: 'no JSON' }), complaint('BROKEN_DATA', /no JSON/)));
});
