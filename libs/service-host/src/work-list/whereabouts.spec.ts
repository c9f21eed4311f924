import { located, type Place } from './whereabouts.js';

const CODE = 'H56.17-261120-0001';
const place: Place = { agency: 'tax', unit: 'H56.T7', name: 'Bước mẫu', since: '2026-11-23T08:00:00+07:00' };
const at = (...places: readonly Place[]) => ({ find: async (code: string) => (code === CODE ? places : []) });
const tell = (rejection: { code: string; because: string }, ...places: readonly Place[]) => located(rejection, CODE, at(...places), ['NOT_HERE']);

describe('a refusal', () => {
  it('of what is not here says where it is', async () => {
    expect(await tell({ code: 'NOT_HERE', because: 'x' }, place, { ...place, agency: 'postal' })).toEqual({
      code: 'STEP_ELSEWHERE', agency: 'tax', step: 'Bước mẫu', at: place.since, because: `Expected to work on dossier ${CODE}, but it waits at tax for "Bước mẫu" since ${place.since}`,
    });
  });

  it('stays as it is where nobody knows, or for another reason', async () => {
    for (const [rejection, places] of [[{ code: 'NOT_HERE', because: 'x' }, []], [{ code: 'ALREADY_DONE', because: 'x' }, [place]]] as const) {
      expect(await tell(rejection, ...places)).toBe(rejection);
    }
  });
});
