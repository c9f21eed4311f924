import { compileModel } from '../compile-model.js';
import type { ModelElement } from '../model.js';
import { publishModel, readModel } from '../parse.js';
import { diceOf, randomModel, type Dice } from '../spec-random-model.js';
import { checkModel } from './check-model.js';
import { ACTIVITIES } from './spec-specimens-of-activities.js';
import { EVENTS } from './spec-specimens-of-events.js';
import { FLOWS } from './spec-specimens-of-flows.js';

/** By hand more: DAMAGES=100000. The seed is the number of the damage. */
const COUNT = Number(process.env['DAMAGES'] ?? 3_000);
const TWINS = [...new Set(Object.values({ ...FLOWS, ...EVENTS, ...ACTIVITIES }).flatMap((specimens) => specimens.map(({ twin }) => twin)))];

/** One to three of: an attribute gone, a reference or text changed, an element gone, doubled, moved or renamed, the text cut. */
function damaged(xml: string, roll: Dice): string {
  let text = xml;
  for (let left = 1 + roll(3); left > 0; left -= 1) text = DAMAGES[roll(DAMAGES.length)]?.(text, roll) ?? text;
  return text;
}

const pick = (text: string, pattern: RegExp, roll: Dice): RegExpExecArray | undefined => {
  const found = [...text.matchAll(pattern)];
  return found[roll(Math.max(1, found.length))];
};
const replaceAt = (text: string, { index, 0: whole }: RegExpExecArray, by: string): string => text.slice(0, index) + by + text.slice(index + whole.length);
const change = (pattern: RegExp, by: (found: RegExpExecArray, text: string, roll: Dice) => string) => (text: string, roll: Dice): string => {
  const found = pick(text, pattern, roll);
  return found === undefined ? text : replaceAt(text, found, by(found, text, roll));
};
const anyId = (text: string, roll: Dice): string => pick(text, /\bid="([^"]*)"/g, roll)?.[1] ?? 'nothing';
const ELEMENT = /<(\w[\w:]*)\b[^<>]*(?:\/>|>[^<>]*<\/\1>)/g;

const DAMAGES: readonly ((text: string, roll: Dice) => string)[] = [
  change(/ [\w:]+="[^"]*"/g, () => ''),
  change(/(Ref|default|source|target|processId)="[^"]*"/g, ([, name], text, roll) => `${name ?? ''}="${anyId(text, roll)}"`),
  change(/(<\w*[rR]ef>)[^<]*/g, ([, tag], text, roll) => `${tag ?? ''}${anyId(text, roll)}`),
  change(/="[^"]*"/g, (_found, _text, roll) => `="${['', '=', '-1', 'true', 'x y', '&#0;', '99999999999999999999', '__proto__', 'constructor'][roll(9)] ?? ''}"`),
  change(ELEMENT, () => ''),
  change(ELEMENT, ([whole]) => whole + whole),
  (text, roll) => {
    const found = pick(text, ELEMENT, roll);
    if (found === undefined) return text;
    const rest = replaceAt(text, found, '');
    const at = pick(rest, /<\/?\w/g, roll)?.index ?? 0;
    return rest.slice(0, at) + found[0] + rest.slice(at);
  },
  change(/<(\/?)([\w:]+)/g, ([, slash = ''], text, roll) => `<${slash}${pick(text, /<([\w:]+)/g, roll)?.[1] ?? 'task'}`),
  (text, roll) => {
    const [one, other] = [pick(text, /<([a-z]\w+)\b/g, roll)?.[1] ?? 'task', pick(text, /<([a-z]\w+)\b/g, roll)?.[1] ?? 'task'];
    return text.replaceAll(new RegExp(`(</?)${one}\\b`, 'g'), `$1${other}`);
  },
  (text, roll) => text.slice(0, roll(text.length)) + text.slice(roll(text.length)),
];

describe('a damaged model', () => {
  it(`compiles or is refused, ${COUNT} times`, async () => {
    const outcomes = { compiled: 0, refused: 0 };
    for (let seed = 1; seed <= COUNT; seed += 1) {
      const roll = diceOf(seed);
      const valid = roll(3) === 0 ? randomModel(seed) : (TWINS[roll(TWINS.length)] ?? '');
      const xml = damaged(valid, roll);
      const compilation = await publishModel(xml).catch((error: unknown) => expect(`seed ${seed}: ${String(error)}\n${xml}`).toBe('an answer'));
      if (compilation === undefined) return;
      outcomes[compilation.kind] += 1;
      if (compilation.kind === 'refused') expect(compilation.findings.length).toBeGreaterThan(0);
    }
    // Both happen, or the damage is no test.
    expect(Math.min(outcomes.compiled, outcomes.refused)).toBeGreaterThan(COUNT / 20);
  });

  it('is answered by the halves too, whatever the tree holds', async () => {
    const trees = (await Promise.all(TWINS.slice(0, 20).map(readModel))).flatMap((reading) => (reading.kind === 'read' ? [reading.model] : []));
    for (const [index, tree] of trees.entries()) {
      for (let seed = 1; seed <= 20; seed += 1) {
        const bent = bend(tree, diceOf(seed + index * 100));
        expect(Array.isArray(checkModel(bent))).toBe(true);
        expect(['compiled', 'refused']).toContain(compileModel(bent).kind);
      }
    }
  });
});

/** What no parser would give: references that lead nowhere, lost ids, children under other names. */
function bend(element: ModelElement, roll: Dice): ModelElement {
  const children = element.children.filter(() => roll(12) > 0).map(({ property, element: child }) => ({ property, element: bend(child, roll) }));
  const references = Object.fromEntries(Object.entries(element.references).map(([name, ids]) => [name, roll(8) === 0 ? ['nothing', ...ids] : roll(8) === 0 ? [] : ids]));
  const attributes = Object.fromEntries(Object.entries(element.attributes).filter(() => roll(10) > 0));
  return { ...element, id: roll(12) === 0 ? null : element.id, attributes, references, children };
}
