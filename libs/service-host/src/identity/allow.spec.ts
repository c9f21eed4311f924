import { admits } from './allow.js';
import { requesterOf } from './requester.js';
import { CabinetModule } from '../spec-cabinet.js';
import { unguardedRoutes } from './route-listing.js';

const requester = (agency: string, ...roles: string[]) => requesterOf({ sub: 's', name: 'n', agency, unit: 'H56.17', roles });

describe('rules of a route', () => {
  it.each([
    [[{}], 'tax', [], true], [[{ agency: 'tax' }], 'tax', [], true], [[{ agency: 'tax' }], 'postal', ['officer'], false], [[{ agency: ['tax', 'postal'] }], 'postal', [], true],
    [[{ roles: ['officer'] }], 'tax', ['clerk', 'officer'], true], [[{ roles: ['officer'] }], 'tax', [], false], [[{ roles: [] }], 'tax', ['officer'], false],
    [[{ agency: 'tax', roles: ['officer'] }], 'postal', ['officer'], false], [[{ agency: 'tax', roles: ['officer'] }, { roles: ['administrator'] }], 'x', ['administrator'], true], [[], 'tax', ['officer'], false],
  ] as const)('%j for %s as %j: %s', (rules, agency, roles, admitted) => {
    expect(admits(rules, requester(agency, ...roles))).toBe(admitted);
  });
});

describe('the name in the log', () => {
  it('is the citizen\'s, the officer\'s unit, or the service', () => {
    expect(requester('citizen', 'citizen').actor()).toEqual({ role: 'citizen', id: 's' });
    expect(requester('tax', 'officer', 'checker').actor()).toEqual({ role: 'officer', unit: 'H56.17', id: 's' });
    expect(requester('tax', 'service').actor()).toEqual({ role: 'service', name: 'tax' });
  });

  it('is refused where the token names no organisation that the log could take', () => {
    for (const unit of ['', 'Phòng Đăng ký', 'H56 17', 'H'.repeat(65)]) {
      expect(() => requesterOf({ sub: 's', name: 'n', agency: 'tax', unit, roles: ['officer'] }).actor()).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    }
    expect(() => requester('cơ quan', 'service').actor()).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });
});

describe('routes that admit nobody', () => {
  it('are found by name, and no others', () => {
    expect(unguardedRoutes(CabinetModule)).toEqual(['FolderController.forgotten']);
  });
});
