import assert from 'node:assert/strict';
import { toJson } from '@bufbuild/protobuf';
import { fromBatch, fromRecord, getSchema, readEnvelope, readFact, toBatch, toRecord, type ArrivedFact } from '@lienthong/messaging';
import { factTypes, recordedFacts, type RecordedFact } from './recorded-facts.js';

const recorded = await recordedFacts();

const read = ({ envelope }: ArrivedFact) => {
  const judged = readEnvelope(envelope);
  return readFact(getSchema(judged.type), judged);
};
const fromKafka = ({ kafka: { key, value, headers } }: RecordedFact) => {
  const bytes = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]));
  return fromRecord('recorded/0', { key: Buffer.from(key), value: Buffer.from(value), offset: '0', headers: bytes });
};

describe('released facts, as they were recorded', () => {
  it('cover every fact of the contract', () => {
    const types = recorded.map(([, { kafka }]) => kafka.headers['ce_type']);
    assert.deepEqual(factTypes().map(({ typeName }) => typeName).filter((type) => !types.includes(type)), []);
  });

  it.each(recorded)('%s decodes from Kafka, every field of it', (_, fact) => {
    const { message, type } = read(fromKafka(fact));
    assert.deepEqual(toJson(getSchema(type), message), JSON.parse(fact.kafka.value));
  });

  it.each(recorded)('%s decodes from a feed to the same', (_, fact) => {
    const [arrived] = fromBatch('feed/recorded', 0, fact.feed);
    assert.deepEqual(read(arrived!), read(fromKafka(fact)));
  });

  it.each(recorded)('%s is written with the same bytes', (_, fact) => {
    assert.deepEqual(toRecord(read(fromKafka(fact)).envelope), fact.kafka);
    assert.equal(toBatch(fromBatch('feed/recorded', 0, fact.feed).map((arrived) => read(arrived).envelope)), fact.feed);
  });
});
