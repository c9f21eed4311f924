import assert from 'node:assert/strict';
import type { Json } from '@lienthong/feel';
import { publishModel } from '../parse.js';
import { end, flows, model, PROCEDURE, start } from '../spec-models.js';
import type { Letter } from './letter.js';
import { mayWrite, writeLetter } from './render-letter.js';

const NOW = '2026-11-26T09:00:00+07:00';
const letterOf = (vi: string, en: string, attributes = ''): string =>
  `<lienthong:letter code="approval" nameVi="Quyết định" nameEn="Decision"${attributes}><lienthong:letterText lang="vi">${vi}</lienthong:letterText><lienthong:letterText lang="en">${en}</lienthong:letterText></lienthong:letter>`;
const publish = (letters: string) => publishModel(model([start(), end(), flows('start -> end')], { procedure: PROCEDURE.replace('</lienthong:procedure>', `${letters}</lienthong:procedure>`) }));

async function published(letters: string): Promise<Letter> {
  const publication = await publish(letters);
  assert.equal(publication.kind, 'compiled', JSON.stringify(publication));
  const letter = publication.kind === 'compiled' ? publication.definition.procedure?.letters[0] : undefined;
  assert.ok(letter);
  return letter;
}

async function complaints(letters: string): Promise<readonly string[]> {
  const publication = await publish(letters);
  return publication.kind === 'refused' ? publication.findings.map(({ rule, text }) => `${rule}: ${text.en}`) : [];
}

const findIn = (variables: Readonly<Record<string, Json>>) => (name: string): Json | undefined => variables[name];

describe('a letter', () => {
  it('is filled in from the dossier, in both languages as each writes numbers and days', async () => {
    const letter = await published(letterOf('Kính gửi {{ dossier.name }}: nộp {{ amount }} đồng trước {{ date(dossier.dueAt) }}.', 'To {{dossier.name}}: pay {{amount}} đồng by {{ date(dossier.dueAt) }}.'));
    const written = writeLetter(letter, findIn({ amount: 1_250_000.5, dossier: { name: 'Công dân mẫu', dueAt: '2026-12-04' } }), NOW);
    expect(written).toEqual({ text: { vi: 'Kính gửi Công dân mẫu: nộp 1.250.000,5 đồng trước 04/12/2026.', en: 'To Công dân mẫu: pay 1,250,000.5 đồng by 04/12/2026.' }, gaps: [] });
  });

  it('writes moments, lists and truth as people do', async () => {
    const letter = await published(letterOf('{{ date and time(dossier.at) }}; {{ dossier.papers }}; {{ dossier.done }}', '{{ date and time(dossier.at) }}; {{ dossier.papers }}; {{ dossier.done }}'));
    const { text } = writeLetter(letter, findIn({ dossier: { at: '2026-11-26T15:30:00+07:00', papers: ['đơn', 'hợp đồng'], done: false } }), NOW);
    expect(text).toEqual({ vi: '15:30 ngày 26/11/2026; đơn, hợp đồng; không', en: '15:30 on 26/11/2026; đơn, hợp đồng; no' });
  });

  it('says where it has a hole, and leaves a blank', async () => {
    const letter = await published(letterOf('Phí: {{ amount }}', 'Fee: {{ amount }}'));
    const { text, gaps } = writeLetter(letter, findIn({ amount: null }), NOW);
    expect([text.vi, gaps.map(({ place }) => place)]).toEqual(['Phí: …………', ['amount']]);
  });

  it('may be written when its condition is true, and only then', async () => {
    const letter = await published(letterOf('a', 'a', ' when="=amount &gt; 5"'));
    expect([6, 5, null].map((amount) => mayWrite(letter, findIn({ amount }), NOW))).toEqual([true, false, false]);
    expect(mayWrite(await published(letterOf('a', 'a')), findIn({}), NOW)).toBe(true);
  });
});

describe('a letter is refused at publication', () => {
  it.each([
    ['that is not worded in both languages', '<lienthong:letter code="a" nameVi="A" nameEn="A"><lienthong:letterText lang="vi">a</lienthong:letterText></lienthong:letter>', ['procedure-invalid: Letter "a": it needs one lienthong:letterText lang="en"']],
    ['whose place is no expression', letterOf('{{ 1 + }}', 'a'), [expect.stringContaining('procedure-invalid: Letter "approval": "1 +"')]],
    ['whose place is not closed', letterOf('{{ amount', 'a'), ['procedure-invalid: Letter "approval": it has {{ or }} without its other half']],
    ['that speaks of what nothing sets', letterOf('{{ price }}', 'a'), ['variable-unknown: Letter "approval" speaks of "price", which nothing sets']],
    ['that is there twice', letterOf('a', 'a') + letterOf('b', 'b'), ['procedure-invalid: lienthong:letter has a code twice']],
    ['that is too long', letterOf('a'.repeat(10_001), 'a'), ['procedure-invalid: Letter "approval": it is longer than 10000 characters']],
  ])('%s', async (_why, letters, expected) => expect(await complaints(letters)).toEqual(expected));
});
