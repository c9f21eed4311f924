import { CannotHandle } from '@lienthong/event-store';
import { appendsOf, dossierOf, reactionOf } from './reaction.js';

const fact = { cause: 'lienthong.local/intake#7', dossier: { code: 'H56.17-261120-0001', ref: 'ab'.repeat(32) } };
const AT = '2026-11-23T09:00:00+07:00';
const append = { stream: 'obligation/H56.17-261120-0001', expected: 1, events: [{ type: 'Checked', data: {} }] };
const effect = { text: 'DELETE FROM steps_elsewhere', values: [] };
const react = reactionOf('tax');

describe('a reaction', () => {
  it('is the service’s own act, caused by the fact', () => {
    expect(react(fact, AT, [append])).toEqual({ streams: [append], also: [], meta: { actor: { role: 'service', name: 'tax' }, at: AT, dossier: fact.dossier, cause: fact.cause } });
    expect(react(fact, AT, [], [effect])).toMatchObject({ streams: [], also: [effect] });
  });

  it('is none where there is nothing to do', () => {
    expect(react(fact, AT, appendsOf({ kind: 'accepted', append: { ...append, events: [] }, state: {} }))).toBe('nothing');
  });

  it('parks the fact that was refused, with the reason', () => {
    const refused = () => appendsOf({ kind: 'rejected', rejection: { code: 'ALREADY_DONE', because: 'Expected to check, but it is done' }, state: {} });
    expect(refused).toThrow(new CannotHandle('ALREADY_DONE', 'Expected to check, but it is done'));
  });

  it('needs a dossier where the fact is about one', () => {
    expect(dossierOf({ ...fact, type: 'x' })).toBe(fact.dossier);
    expect(() => dossierOf({ dossier: null, type: 'lienthong.intake.v1.Odd' })).toThrow('Expected to take lienthong.intake.v1.Odd, but it names no dossier');
  });
});
