import assert from 'node:assert/strict';
import { sampleAnnouncements, storedEvent } from '../spec-facts.js';
import { fromRecord, toRecord } from './kafka-binding.js';

const CHANNEL = 'lienthong.tax.facts/2';
const envelope = sampleAnnouncements.render(storedEvent({ traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }), 'lienthong.local/tax');
const { key, value, headers } = toRecord(envelope);
const bytes = (record: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(record).map(([name, text]) => [name, Buffer.from(text)]));
const raw = (changes: object = {}) => ({ key: Buffer.from(key), value: Buffer.from(value), headers: bytes(headers), offset: '12', ...changes });

describe('CloudEvents on Kafka', () => {
  it('writes attributes as ce_ headers and data as the value, keyed by dossier', () => {
    assert.equal(key, envelope.subject);
    assert.deepEqual(JSON.parse(value), envelope.data);
    assert.deepEqual(headers, {
      'content-type': 'application/json', ce_specversion: '1.0', ce_id: '41', ce_source: 'lienthong.local/tax', ce_type: 'lienthong.tax.v1.ObligationSettled',
      ce_subject: envelope.subject, ce_time: envelope.time, ce_sequence: '7', ce_logindex: '41', ce_dossierref: 'a1b2', ce_traceparent: envelope.traceparent,
    });
  });

  it('reads back what it wrote', () => assert.deepEqual(fromRecord(CHANNEL, raw()), { key: envelope.subject, position: 12, envelope }));

  it('takes the last of a repeated header', () => {
    assert.equal(fromRecord(CHANNEL, raw({ headers: { ce_id: [Buffer.from('1'), Buffer.from('2')] } })).envelope['id'], '2');
  });

  it('keeps a value that is no JSON for whoever looks at the park', () => {
    const arrived = fromRecord(CHANNEL, raw({ value: Buffer.from('<fact/>') }));
    assert.deepEqual([arrived.envelope['data_base64'], arrived.envelope['dataerror']], [Buffer.from('<fact/>').toString('base64'), 'no JSON']);
  });

  it('gives a record without a key one of its own, so that it stops nobody', () => {
    assert.equal(fromRecord(CHANNEL, { key: null, value: null, offset: '12' }).key, `${CHANNEL}@12`);
    assert.equal(fromRecord(CHANNEL, raw({ key: null })).key, envelope.subject);
  });

  it.each([
    ['NUL', JSON.stringify({ note: 'a\0b' })],
    ['a lone surrogate', '{"note":"\\ud800"}'],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ])('keeps no data that a database cannot: %s', (_, data) => {
    const arrived = fromRecord(CHANNEL, raw({ value: Buffer.from(data) }));
    assert.equal('data' in arrived.envelope, false);
    assert.match(String(arrived.envelope['dataerror']), /no database keeps/);
    assert.equal(arrived.envelope['id'], '41');
  });

  it('cleans keys and drops attributes that cannot be stored', () => {
    const arrived = fromRecord(CHANNEL, raw({ key: Buffer.from('a\0b'), headers: { ...bytes(headers), ce_subject: Buffer.from('a\0b') } }));
    assert.deepEqual([arrived.key, 'subject' in arrived.envelope, 'data' in arrived.envelope], ['a\u{FFFD}b', false, true]);
  });
});
