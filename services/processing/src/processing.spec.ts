import { readFileSync } from 'node:fs';
import { unguardedRoutes } from '@lienthong/service-host';
import { problems } from './adapters/http/problems.js';
import { announcements } from './adapters/messaging/announce.js';
import { ProcessingModule } from './processing.module.js';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Cells of the rows below a heading, without their backticks. */
function rowsBelow(heading: string): readonly (readonly string[])[] {
  const section = README.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')));
}

describe('processing', () => {
  it('admits nobody by accident', () => expect(unguardedRoutes(ProcessingModule)).toEqual([]));

  it('documents every refusal with its status, and no other', () => {
    expect(rowsBelow('Refusals').map(([code, status]) => `${code} ${status}`).toSorted()).toEqual(Object.entries(problems).map(([code, { status }]) => `${code} ${status}`).toSorted());
  });

  it('documents every event that it announces, and no other', () => {
    expect(rowsBelow('Facts it announces').map(([event]) => event).toSorted()).toEqual([...announcements.announcedTypes].toSorted());
  });
});
