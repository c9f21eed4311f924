import assert from 'node:assert/strict';
import { sampleAnnouncements, storedEvent } from '../spec-facts.js';
import { fromBatch, toBatch } from './feed-binding.js';

const render = (factNumber: number) => sampleAnnouncements.render(storedEvent({ factNumber, logIndex: factNumber + 34 }), 'lienthong.local/tax');

describe('CloudEvents on a feed', () => {
  it('reads back what it wrote, at the facts’ own numbers', () => {
    const facts = [render(7), render(8)];
    assert.deepEqual(fromBatch('feed/tax', 6, toBatch(facts)), facts.map((envelope) => ({ key: envelope.subject, position: Number(envelope.sequence), envelope })));
  });

  it('places a broken event by its neighbours and gives it a key of its own', () => {
    const batch = fromBatch('feed/tax', 6, JSON.stringify([render(7), null, { ...render(9), sequence: 'nine' }, render(10)]));
    assert.deepEqual(batch.map(({ position }) => position), [7, 8, 9, 10]);
    assert.deepEqual([batch[1]!.key, batch[1]!.envelope], ['feed/tax@8', {}]);
  });

  it('keeps positions rising when numbers repeat or fall', () => {
    assert.deepEqual(fromBatch('feed/tax', 6, JSON.stringify([render(9), render(9), render(3)])).map(({ position }) => position), [9, 10, 11]);
  });

  it('refuses an answer that is no batch', () => {
    assert.throws(() => fromBatch('feed/tax', 0, '{"facts":[]}'), /no JSON array/);
    assert.throws(() => fromBatch('feed/tax', 0, '<html>'), SyntaxError);
  });
});
