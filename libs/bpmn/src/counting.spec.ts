import { readCounting, readTacit, type Check } from './counting.js';
import type { ModelElement } from './model.js';

const sourceOf = (attributes: Readonly<Record<string, string>>): ModelElement => ({ type: 'lienthong:Procedure', id: null, attributes, references: {}, children: [] });
function complaintsOf(attributes: Readonly<Record<string, string>>): readonly string[] {
  const complaints: string[] = [];
  const check: Check = (isRight, _vi, en) => {
    if (!isRight) complaints.push(en);
  };
  readCounting(sourceOf(attributes), check);
  readTacit(sourceOf(attributes), check);
  return complaints;
}
const quiet: Check = () => undefined;

describe('how a procedure says that its limit counts', () => {
  it('counts in working days where nothing is said', () => {
    expect(readCounting(sourceOf({}), quiet)).toEqual({ days: 'working' });
    expect(readTacit(sourceOf({}), quiet)).toBeNull();
  });
  it('reads every attribute', () => {
    const said = { limitDays: 'calendar', limitOnline: 'P7D', limitPostal: 'P12D', cutOff: '15:00', rollForward: 'none', tacit: 'approval' };
    expect(readCounting(sourceOf(said), quiet)).toEqual({ days: 'calendar', online: 'P7D', postal: 'P12D', cutOff: '15:00', rollForward: 'none' });
    expect(readTacit(sourceOf(said), quiet)).toBe('approval');
    expect(complaintsOf(said)).toEqual([]);
  });
  it('complains of each attribute by its own name', () => {
    const wrong = { limitDays: 'business', limitOnline: '7', limitCounter: 'P0', limitPostal: 'P7', cutOff: '24:00', rollForward: 'back', tacit: 'yes' };
    expect(complaintsOf(wrong).map((text) => text.split(' ')[0])).toEqual(['limitDays', 'limitOnline', 'limitCounter', 'limitPostal', 'cutOff', 'rollForward', 'tacit']);
  });
});
