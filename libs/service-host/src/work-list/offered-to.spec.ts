import { isOfferedTo } from './offered-to.js';

describe('a dossier', () => {
  it('is seen by an office that a step of it was offered to, alone or with all offices of the agency', () => {
    expect(isOfferedTo('H56.T7', { assess: { unit: 'H56.T7' } })).toBe(true);
    expect(isOfferedTo('H56.T7', { assess: { unit: 'H56.T8' }, 'await-payment': { unit: '' } })).toBe(true);
  });
  it('is not seen by another office, nor before any step', () => {
    expect(isOfferedTo('H56.T7', { assess: { unit: 'H56.T8' } })).toBe(false);
    expect(isOfferedTo('H56.T7', {})).toBe(false);
  });
});
