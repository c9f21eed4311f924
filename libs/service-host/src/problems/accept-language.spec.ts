import { preferredLanguage } from './accept-language.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'vi'], ['', 'vi'], ['vi', 'vi'], ['en', 'en'], ['en-GB', 'en'], ['vi-VN,en;q=0.9', 'vi'], ['en-US,en;q=0.9,vi;q=0.8', 'en'],
    ['vi;q=0.2,en;q=0.5', 'en'], ['en;q=0', 'vi'], ['en;q=0.5,vi;q=0.5', 'vi'], ['fr,de', 'vi'], ['*', 'vi'], ['english', 'vi'], ['en;q=nonsense', 'vi'],
  ] as const)('of %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });

  it('is found in bounded time in a header of any length', () => {
    expect(preferredLanguage(`${'fr,'.repeat(100_000)}en`)).toBe('vi');
  });
});
