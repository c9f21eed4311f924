import { readFileSync } from 'node:fs';
import { unguardedRoutes } from '../identity/route-listing.js';
import type { ServiceDefinition } from '../service-definition.js';

/** What every service owes its readers. `refusalsBelow`: the README's heading over the table of codes. */
export function describeService({ name, module, problems, announcements }: ServiceDefinition, readme: URL, refusalsBelow: string): void {
  const text = readFileSync(readme, 'utf8');

  describe(`the service ${name}`, () => {
    it('admits nobody by accident', () => {
      expect(unguardedRoutes(module)).toEqual([]);
    });

    it('documents every refusal with its status, and no other', () => {
      expect(rowsBelow(text, refusalsBelow).map(([code, status]) => `${code} ${status}`).toSorted()).toEqual(Object.entries(problems).map(([code, { status }]) => `${code} ${status}`).toSorted());
    });

    it('documents every fact that it announces, and no other', () => {
      expect(rowsBelow(text, 'Facts it announces').map(([fact]) => String(fact)).toSorted()).toEqual([...announcements.announcedTypes].toSorted());
    });
  });
}

/** Cells of the rows below a heading, without their backticks. */
function rowsBelow(text: string, heading: string): readonly (readonly string[])[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')));
}
