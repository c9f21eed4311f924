import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { evaluateDecision } from '@lienthong/dmn';
import { openModels } from './models.js';

const DMN = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const definitions = (namespace: string, body: string): string => `<definitions xmlns="${DMN}" id="d" name="d" namespace="${namespace}">${body}</definitions>`;
const decision = (name: string, text: string, requires = ''): string =>
  `<decision id="${name}" name="${name}"><variable name="${name}"/>${requires}<literalExpression><text>${text}</text></literalExpression></decision>`;

describe('models of a folder', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'models-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, xml: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), xml);
  };
  const imported = (value: string): string => definitions('urn:b', decision('rate', value));
  const importing = (location = ''): string =>
    definitions('urn:a', `<import name="b" namespace="urn:b" importType="${DMN}"${location}/>${decision('fee', 'b.rate', '<informationRequirement><requiredDecision href="urn:b#rate"/></informationRequirement>')}`);

  async function fee(file: string): Promise<Readonly<{ value: unknown; warnings: readonly string[] }>> {
    const loaded = await openModels().load(join(folder, file));
    assert.ok(loaded.kind === 'read');
    return { value: evaluateDecision(loaded.model, 'fee', {}).value, warnings: loaded.model.findings.map(({ rule }) => rule) };
  }

  it('are imported by namespace from the folder itself and those below', async () => {
    write('a.dmn', importing());
    write('deep/er/b.dmn', imported('1'));
    expect(await fee('a.dmn')).toEqual({ value: 1, warnings: [] });
    write('z.dmn', imported('2'));
    expect(await fee('a.dmn')).toEqual({ value: 2, warnings: ['import-ambiguous'] });
  });

  it('of one namespace: the one that the import names, else the one named most like the model', async () => {
    write('001-b.dmn', imported('1'));
    write('002-b.dmn', imported('2'));
    write('003-b.dmn', imported('3'));
    write('002-a.dmn', importing());
    write('named-a.dmn', importing(' locationURI="./somewhere/003-b.dmn"'));
    expect(await fee('002-a.dmn')).toEqual({ value: 2, warnings: ['import-ambiguous'] });
    expect(await fee('named-a.dmn')).toEqual({ value: 3, warnings: ['import-ambiguous'] });
    write('other-a.dmn', importing());
    expect((await fee('other-a.dmn')).value).toBe(1);
  });

  it('may begin with a mark, have CRLF, and be written in UTF-16', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\r\n${definitions('urn:a', decision('fee', '1 +\r\n2'))}\r\n`;
    write('mark.dmn', `\uFEFF${xml}`);
    writeFileSync(join(folder, 'utf16.dmn'), Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
    expect([(await fee('mark.dmn')).value, (await fee('utf16.dmn')).value]).toEqual([3, 3]);
  });
});
