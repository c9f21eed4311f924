import { ErasureOrderedSchema } from '@lienthong/contracts';
import { CannotHandle } from '@lienthong/event-store';
import type { Fact } from '@lienthong/messaging';
import type { ServiceConfig } from '../service-config.js';
import { ErasureFacts } from './erasure-facts.controller.js';
import { rulesOf } from './erasure-steps.js';

const REF = 'ab'.repeat(32);
const NOW = '2026-11-25T09:30:00.000+07:00';
const facts = new ErasureFacts({ service: 'tax', province: 'local' } as ServiceConfig, { now: () => NOW });
const heard = (message: object = {}, source = 'lienthong.local/intake') =>
  facts.ordered({ message: { dossierRef: REF, list: 'TH-2026-0001', legalBasis: 'Căn cứ mẫu', orderedAt: NOW, ...message }, envelope: { source } } as unknown as Fact<typeof ErasureOrderedSchema>);

describe('an order of erasure', () => {
  it('is entered, without an event and about no dossier', async () => {
    const reaction = await heard();
    expect(reaction).toMatchObject({ streams: [], meta: { dossier: null, actor: { role: 'service', name: 'tax' } } });
    expect(reaction !== 'nothing' && reaction.also).toMatchObject([{ text: expect.stringContaining('INSERT INTO log.erasures') as unknown, values: [Buffer.from(REF, 'hex'), 'TH-2026-0001', 'Căn cứ mẫu', NOW, []] }]);
  });

  it.each([
    ['NOT_INTAKE', {}, 'lienthong.local/tax'], ['NOT_INTAKE', {}, 'lienthong.elsewhere/intake'],
    ['ORDER_UNREADABLE', { dossierRef: 'H56.17-20261125-0001' }, undefined], ['ORDER_UNREADABLE', { orderedAt: 'soon' }, undefined],
  ] as const)('parks with %s', async (code, message, source) => {
    await expect(heard(message, source)).rejects.toMatchObject({ constructor: CannotHandle, code });
  });
});

describe('what goes with a dossier', () => {
  it('is at least the answers to commands, in every service', () => {
    expect(rulesOf(undefined)).toEqual({ keeps: [], tables: [{ table: 'idempotency_keys', column: 'body', holds: 'mention' }, { table: 'idempotency_keys', column: 'headers', holds: 'mention' }] });
    expect(rulesOf({ keeps: [], tables: [{ table: 'steps_elsewhere', column: 'dossier_code', holds: 'code' }] }).tables).toHaveLength(3);
  });
});
