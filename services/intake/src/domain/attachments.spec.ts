import { readForm, type Form, type Json, type Variables } from '@lienthong/bpmn';
import { papersOf } from './attachments.js';

const file = (letter: string) => ({ name: `${letter}.pdf`, sha256: letter.repeat(64), size: 900, mediaType: 'application/pdf' as const });
const hash = (letter: string): string => letter.repeat(64);
const form: Form = (() => {
  const reading = readForm('F', JSON.stringify({ components: [{ type: 'filepicker', key: 'drawings', label: 'Bản vẽ', properties: { component: 'TP3' } }, { type: 'filepicker', key: 'photo', label: 'Ảnh' }] }));
  if (reading.kind === 'refused') throw new Error(JSON.stringify(reading.problems));
  return reading.form;
})();
const filled = (drawings: readonly object[], photo: readonly object[] = []): Variables => ({ drawings, photo }) as unknown as Record<string, Json>;
const attached = (letter: string) => ({ ...file(letter), path: 'drawings', label: 'Bản vẽ', component: 'TP3' });

describe('the papers of an application', () => {
  it('gain the files of a field that is one of them, beside its sheets and what came otherwise', () => {
    const components = [{ code: 'TP1', originals: 1, copies: 0, files: [] }, { code: 'TP3', originals: 1, copies: 0, files: [hash('a')] }];
    expect(papersOf({ components }, form, filled([file('b')], [file('c')]))).toEqual({
      components: [components[0], { code: 'TP3', originals: 1, copies: 0, files: [hash('a'), hash('b')] }],
      attachments: [attached('b'), { ...file('c'), path: 'photo', label: 'Ảnh' }],
    });
  });
  it('lose what the form named before and names no more, and nothing else', () => {
    const components = [{ code: 'TP3', originals: 0, copies: 0, files: [hash('a'), hash('b')] }];
    expect(papersOf({ components, attachments: [attached('b')] }, form, filled([file('d')]))).toEqual({ components: [{ code: 'TP3', originals: 0, copies: 0, files: [hash('a'), hash('d')] }], attachments: [attached('d')] });
    expect(papersOf({ components, attachments: [attached('b')] }, form, filled([]))).toEqual({ components: [{ code: 'TP3', originals: 0, copies: 0, files: [hash('a')] }], attachments: [] });
  });
  it('say nothing of files where the form has none', () => expect(papersOf({ components: [] }, form, filled([]))).toEqual({ components: [] }));
});
