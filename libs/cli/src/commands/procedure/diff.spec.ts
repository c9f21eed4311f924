import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../../run-command.js';

const model = (name: string, duration: string): string => `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="file" targetNamespace="urn:sample">
  <bpmn:process id="main" isExecutable="true"><bpmn:startEvent id="begin"/><bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="wait"/>
  <bpmn:intermediateCatchEvent id="wait" name="${name}"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">${duration}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  </bpmn:process></bpmn:definitions>`;

describe('lienthong procedure diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-diff-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  // The end is not drawn yet: what is not finished can be compared.
  const [one, two, bad] = [put('one.bpmn', model('Chờ', 'P1D')), put('two.bpmn', model('Chờ tiền', 'P2D')), put('bad.bpmn', '<no')];

  async function diff(...args: readonly string[]): Promise<Readonly<{ code: number; out: string; err: string }>> {
    let [out, err] = ['', ''];
    const code = await runCommand(['procedure', 'diff', ...args], { out: (text) => { out += text; }, err: (text) => { err += text; }, env: {} });
    return { code, out, err };
  }

  it('tells each change in a row, Vietnamese unless English is asked for', async () => {
    const { code, out } = await diff(one, two);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('đổi wait Sự kiện chờ “Chờ tiền” (wait): tên đổi từ “Chờ” thành “Chờ tiền”');
    expect(out).toContain('2 thay đổi');
    expect((await diff(one, two, '--lang', 'en')).out.replace(/\s+/g, ' ')).toContain('time to wait changed from “P1D” to “P2D”');
    expect(await diff(one, one)).toEqual({ code: 0, out: 'Hai mô hình như nhau.\n', err: '' });
  });

  it('gives machines one line for each, and an exit code where they ask for one', async () => {
    const { code, out } = await diff(one, two, '--json', '--exit-code');
    expect(code).toBe(10);
    expect(out.trim().split('\n').map((line) => JSON.parse(line) as object)).toMatchObject([
      { kind: 'changed', element: 'wait', what: 'bpmn:TimerEventDefinition/timeDuration.body', before: 'P1D', after: 'P2D' }, { kind: 'changed', element: 'wait', what: 'name', before: 'Chờ', after: 'Chờ tiền' },
    ].toSorted((a, b) => b.what.localeCompare(a.what)));
    expect((await diff(one, one, '--exit-code')).code).toBe(0);
  });

  it('says what cannot be compared', async () => {
    expect(await diff(one, bad)).toMatchObject({ code: 1, err: expect.stringContaining('bad.bpmn') as unknown });
    expect(await diff(one)).toMatchObject({ code: 2, err: expect.stringContaining('Cần hai mô hình') as unknown });
    expect(await diff(one, join(folder, 'nowhere'))).toMatchObject({ code: 2 });
    expect(await diff(one, two, '--lang', 'fr')).toMatchObject({ code: 2 });
    expect((await diff('--help')).out).toContain('Ví dụ / examples');
  });
});
