import { styleText } from 'node:util';
import type { Surroundings } from '../../command.js';

export type Colour = 'green' | 'yellow' | 'red' | 'cyan' | 'gray' | 'bold';
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a person who looks, and for nobody else (https://no-color.org). */
export function paintFor({ env, terminal }: Pick<Surroundings, 'env' | 'terminal'>): Paint {
  const isWanted = (env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0';
  const isOff = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb' || terminal?.out !== true;
  return isOff && !isWanted ? (_colour, text) => text : (colour, text) => styleText(colour, text, { validateStream: false });
}

export type Cell = string | Readonly<{ text: string; colour: Colour }>;
const textIn = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);

/** No column is wider: what is longer goes on in the next line. */
const MAX_WIDTH = 60;

/** Columns under their headings; the last one takes what room there is. */
export function table(heads: readonly string[], rows: readonly (readonly Cell[])[], paint: Paint, columns = 120): string {
  const wanted = heads.map((head, index) => Math.min(MAX_WIDTH, Math.max(widthOf(head), ...rows.map((row) => widthOf(textIn(row[index] ?? ''))))));
  const room = columns - wanted.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  const longest = Math.max(widthOf(heads.at(-1) ?? ''), ...rows.map((row) => widthOf(textIn(row[heads.length - 1] ?? ''))));
  const widths = [...wanted.slice(0, -1), Math.min(longest, Math.max(20, room))];
  const lines = [heads.map((head) => ({ text: head, colour: 'bold' as const })), ...rows].flatMap((row) => lineOf(row, widths, paint));
  return lines.join('\n');
}

function lineOf(row: readonly Cell[], widths: readonly number[], paint: Paint): readonly string[] {
  const cells = widths.map((width, index) => wrapped(textIn(row[index] ?? ''), width));
  const height = Math.max(1, ...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    widths.map((width, index) => {
      const text = (cells[index]?.[line] ?? '').padEnd(index === widths.length - 1 ? 0 : width);
      const cell = row[index] ?? '';
      return typeof cell === 'string' || text === '' ? text : paint(cell.colour, text);
    }).join('  ').trimEnd(),
  );
}

/** Vietnamese in composed form: one place for each letter. */
const widthOf = (text: string): number => Array.from(text.normalize('NFC')).length;

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.normalize('NFC').split(/\s+/u).flatMap((each) => chopped(each, width))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function chopped(word: string, width: number): readonly string[] {
  const letters = Array.from(word);
  return Array.from({ length: Math.max(1, Math.ceil(letters.length / width)) }, (_, index) => letters.slice(index * width, (index + 1) * width).join(''));
}
