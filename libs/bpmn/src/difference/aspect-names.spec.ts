import { LIENTHONG_DESCRIPTOR } from '../lienthong-descriptor.js';
import { readModel } from '../parse.js';
import { around, PROCEDURE, user } from '../spec-models.js';
import { aspectName } from './aspect-names.js';
import { differenceOf } from './difference.js';

describe('what has changed', () => {
  /** By what a list tells its members apart, or by itself; `publicity` stands under the name of its property. */
  const places = (type: string, attribute: string): readonly string[] => [`lienthong:${type}.${attribute}`, `lienthong:${type}[k].${attribute}`, `${type.toLowerCase()}.${attribute}`, ...(type === 'WorkingTimer' ? [attribute] : [])];
  /** Whoever reads a file has the descriptor's names made full. */
  const own = (name: string): string => name.replace('lienthong:', '');
  const attributes = LIENTHONG_DESCRIPTOR.types.flatMap(({ name: type, properties }) => properties.flatMap((property) => ('isAttr' in property ? [[own(type), own(property.name)] as const] : [])));

  it('has a name for every attribute that a procedure can have of ours', () => {
    expect(attributes.length).toBeGreaterThan(40);
    const unnamed = attributes.filter(([type, attribute]) => places(type, attribute).every((place) => aspectName(place).vi === `“${place}”`));
    expect(unnamed).toEqual([]);
  });

  it('says of which letter, and in which language, the wording is new', async () => {
    const written = (one: string, other: string) => around(user('work'), 'work', { procedure: PROCEDURE.replace('</lienthong:procedure>', `${letter('permit', one)}${letter('refusal', other)}</lienthong:procedure>`) });
    const changes = differenceOf(await read(written('Cho phép.', 'Từ chối.')), await read(written('Cho phép.', 'Không cho phép.')));
    expect(changes.map(({ text }) => text.vi)).toEqual([expect.stringMatching(/lời văn bản refusal tiếng Việt đổi từ “Từ chối\.” thành “Không cho phép\.”$/)]);
  });

  const letter = (code: string, vi: string): string => `<lienthong:letter code="${code}" nameVi="A" nameEn="A"><lienthong:letterText lang="vi">${vi}</lienthong:letterText><lienthong:letterText lang="en">a</lienthong:letterText></lienthong:letter>`;
  async function read(xml: string) {
    const reading = await readModel(xml);
    if (reading.kind === 'refused') throw new Error(reading.findings[0]?.text.en);
    return reading.model;
  }
});
