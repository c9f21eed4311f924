import { checkExamples, checkModel, evaluateDecision, linesOfTrace, readModel, type DecisionModel, type Inputs } from '@lienthong/dmn';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { RELEASED_DECISIONS } from './decision-folder.js';

const FILES = globSync('*/*.dmn', { cwd: RELEASED_DECISIONS }).toSorted();
const text = (file: string): string => readFileSync(`${RELEASED_DECISIONS}/${file}`, 'utf8');

function modelOf(file: string): DecisionModel {
  const reading = readModel(text(file));
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.findings));
  return reading.model;
}
const ask = (file: string, decision: string, input: Inputs): unknown => evaluateDecision(modelOf(file), decision, input).value;

/** Letters that English has not. */
const VIETNAMESE = /[\u00C0-\u00D6\u00D8-\u024F\u1E00-\u1EFF]/;
/** The currency has no other name, and what a decision answers in Vietnamese beside the English is its value. */
const withoutData = (line: string): string => line.replaceAll(/\bvi: [^;]*|đồng/g, '');

describe.each(FILES)('the released %s', (file) => {
  it('is named by its model and its day', () => {
    expect([modelOf(file).id, /^\d{4}-\d{2}-\d{2}\.dmn$/.test(basename(file))]).toEqual([file.split('/')[0], true]);
  });

  it('leaves nothing out, says nothing twice, names the law of each row', () => expect(checkModel(modelOf(file))).toEqual([]));

  it('has examples beside it that come out', () => {
    const examples = text(file.replace(/\.dmn$/, '.examples.jsonl'));
    expect(examples.trim().split('\n').length).toBeGreaterThanOrEqual(3);
    expect(checkExamples(modelOf(file), examples)).toEqual([]);
  });

  it('is explained in English without a Vietnamese word', () => {
    const model = modelOf(file);
    const examples = text(file.replace(/\.dmn$/, '.examples.jsonl')).trim().split('\n').map((line) => JSON.parse(line) as { decision: string; input: Inputs });
    const lines = examples.flatMap(({ decision, input }) => linesOfTrace(evaluateDecision(model, decision, input).trace, { version: 1, effectiveFrom: basename(file, '.dmn') }));
    expect(new Set([model.nameEn ?? 'none: đ', ...lines.map(({ text: { en } }) => withoutData(en))].filter((said) => VIETNAMESE.test(said)))).toEqual(new Set());
  });
});

describe('fees', () => {
  const fee = (decision: string, input: Inputs): unknown => ask('land-fee-rules/2025-07-01.dmn', decision, input);
  it.each([[0, 0], [900_000_000, 1_350_000], [3_333_333_333, 5_000_000], [3_333_333_000, 5_000_000], [3_300_000_000, 4_950_000], [333, 0], [334, 1]])('of a contract of %d appraise for %d', (contractPrice, amount) =>
    expect(fee('land-appraisal-fee', { contractPrice })).toBe(amount));
  it('are not guessed where the price or the place is not known', () => {
    expect([fee('land-appraisal-fee', { contractPrice: null }), fee('land-registration-charge', { commune: null })]).toEqual([null, null]);
  });
});

it('certified copies cost by pages of the original and by copies, each copy at most 200,000 đồng', () => {
  const fee = (pages: number | null, copies: number): unknown => ask('certified-copy-fee-rules/2017-01-01.dmn', 'certified-copy-fee', { documents: [{ name: 'Giấy tờ mẫu', pages, copies }] });
  expect([[1, 1], [2, 1], [3, 1], [3, 4], [198, 1], [199, 1], [5000, 3]].map(([pages = 0, copies = 0]) => fee(pages, copies))).toEqual([2_000, 4_000, 5_000, 20_000, 200_000, 200_000, 600_000]);
  expect([fee(null, 1), fee(0, 1)]).toEqual([null, null]);
});

it('competence is not clear where no branch has the land', () => {
  const units = (commune: string | null): unknown => ask('competence-rules/2025-07-01.dmn', 'competent-units', { procedureCode: '1.013831', commune });
  expect([units('27103'), units(null)]).toEqual([null, null]);
  expect(units('14758')).toMatchObject({ 'land-registry': 'H56.23', tax: 'H56.T7' });
});
