import { joinEffects } from './joined-effects.js';

const mark = (consumer: string, ids: readonly string[]) => ({ text: 'mark', values: [consumer, ids], mustChange: ids.length, joins: true });
const fence = (epoch: number) => ({ text: 'fence', values: ['timers', epoch], mustChange: 1, joins: true });
const own = (value: string) => ({ text: 'own', values: [value] });

describe('the effects of one commit', () => {
  it('are one statement where they join, and go first', () => {
    expect(joinEffects([mark('tax', ['1']), own('a'), mark('tax', ['2', '3']), own('b')])).toEqual([mark('tax', ['1', '2', '3']), own('a'), own('b')]);
  });

  it('stay apart where a single value differs', () => {
    expect(joinEffects([mark('tax', ['1']), mark('postal', ['2']), fence(1), fence(2)])).toEqual([mark('tax', ['1']), mark('postal', ['2']), fence(1), fence(2)]);
  });

  it('are run once where there is nothing to add up', () => {
    expect(joinEffects([fence(1), own('a'), fence(1)])).toEqual([fence(1), own('a')]);
  });

  it('keep their order and their number where they do not join', () => {
    expect(joinEffects([own('a'), own('a'), own('b')])).toEqual([own('a'), own('a'), own('b')]);
  });
});
