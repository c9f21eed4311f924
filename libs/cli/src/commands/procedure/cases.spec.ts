import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openModels } from './models.js';
import { playLine } from './play-line.js';

/** Whole where it is `variables`, `has` some of them, `sorted` where the order of parallel branches is free; the rest as in the answer. */
type Expected = Readonly<{
  outcome: string; variables?: object; has?: Readonly<Record<string, unknown>>; sorted?: Readonly<Record<string, unknown>>; waiting?: readonly string[];
  incident?: object; findings?: readonly string[]; rule?: string; text?: string;
}>;
type Answer = Readonly<{ outcome: string; variables: Readonly<Record<string, unknown>>; waiting?: readonly string[]; incident?: object; findings?: readonly Readonly<{ element: string; rule: string }>[] }>;

const FOLDER = fileURLToPath(new URL('../../../test/cases/', import.meta.url));
const models = openModels();

function linesOf(topic: string): readonly (readonly [string, string, Expected])[] {
  const lines = readFileSync(`${FOLDER}${topic}/cases.jsonl`, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const { id, expect: expected } = JSON.parse(line) as { id: string; expect: Expected };
    return [id, line, expected];
  });
}

/** The answer, reduced to what the case says something about. */
function compared(answer: Answer, text: string, expected: Expected): Expected {
  const fields = (names: object | undefined): Record<string, unknown> => Object.fromEntries(Object.keys(names ?? {}).map((name) => [name, answer.variables[name]]));
  const lists = Object.entries(fields(expected.sorted)).map(([name, list]) => [name, (list as string[]).toSorted()]);
  const incident = Object.keys(expected.incident ?? {}).map((name) => [name, (answer.incident as Record<string, unknown> | undefined)?.[name]]);
  return {
    outcome: answer.outcome,
    ...(expected.variables !== undefined && { variables: answer.variables }),
    ...(expected.has !== undefined && { has: fields(expected.has) }),
    ...(expected.sorted !== undefined && { sorted: Object.fromEntries(lists) as Record<string, unknown> }),
    ...(expected.waiting !== undefined && { waiting: answer.waiting ?? [] }),
    ...(expected.incident !== undefined && { incident: Object.fromEntries(incident) as object }),
    ...(expected.findings !== undefined && { findings: expected.findings.filter((id) => answer.findings?.some(({ element }) => element === id)) }),
    ...(expected.rule !== undefined && { rule: answer.findings?.find(({ rule }) => rule === expected.rule)?.rule ?? '' }),
    ...(expected.text !== undefined && { text: text.includes(expected.text) ? expected.text : text }),
  };
}

describe.each(readdirSync(FOLDER))('cases of %s', (topic) => {
  it.each(linesOf(topic))('%s', async (_id, line, expected) => {
    const text = await playLine(line, { folder: `${FOLDER}${topic}`, lang: 'en', withOthers: false, models });
    const answer = JSON.parse(text) as Answer;
    expect({ answer, compared: compared(answer, text, expected) }).toEqual({ answer, compared: expected });
  });
});
