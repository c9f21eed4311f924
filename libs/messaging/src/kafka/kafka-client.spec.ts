import assert from 'node:assert/strict';
import { transportErrorOf } from './kafka-client.js';

const wrapped = (cause: object) => Object.assign(new Error('retries exceeded'), { name: 'KafkaJSNumberOfRetriesExceeded', cause: Object.assign(new Error('the cause'), cause) });

describe('errors of Kafka', () => {
  it.each([[{ name: 'KafkaJSConnectionError' }], [{ type: 'NOT_ENOUGH_REPLICAS' }], [{ type: 'UNKNOWN_TOPIC_OR_PARTITION' }], [{}]])('takes %j for a thing that time heals', (cause) => {
    assert.equal(transportErrorOf(wrapped(cause), 'publish').kind, 'retriable');
  });

  it.each([[{ type: 'TOPIC_AUTHORIZATION_FAILED' }], [{ type: 'MESSAGE_TOO_LARGE' }], [{ name: 'KafkaJSSASLAuthenticationError' }]])('takes %j for a thing that a person must heal', (cause) => {
    assert.equal(transportErrorOf(wrapped(cause), 'publish').kind, 'fatal');
  });

  it('says what was wanted, why not, and how topics are made', () => {
    assert.equal(transportErrorOf(wrapped({ type: 'UNKNOWN_TOPIC_OR_PARTITION' }), 'publish 3 facts').message,
      'Expected to publish 3 facts, but the cause; topics are made by `node libs/messaging/dist/topics.js create`');
  });
});
