import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadModel } from './models.js';

const RELEASED = fileURLToPath(new URL('../../../../../services/processing/procedures/1.013831/land-transfer.bpmn', import.meta.url));
const unit = { id: 'h56-sample', title: { vi: 'Lịch mẫu', en: 'Sample calendar' }, inherits: 'vn-h56-2026' };

describe('a model that names a calendar of its own', () => {
  let folder = '';
  let model = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'calendars-'));
    model = join(folder, 'model.bpmn');
    await writeFile(model, (await readFile(RELEASED, 'utf8')).replace('calendar="vn-h56-2026"', 'calendar="h56-sample"'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const load = async (calendar?: object | string) => {
    if (calendar !== undefined) await writeFile(join(folder, 'sample.calendar.json'), typeof calendar === 'string' ? calendar : JSON.stringify(calendar));
    return loadModel(model);
  };

  it('finds it beside itself', async () => {
    const loaded = await load(unit);
    expect(loaded.kind === 'compiled' ? loaded.drawing.calendars.latest('h56-sample')?.days : loaded).toBe(730);
    const second = await load({ ...unit, version: 2 });
    expect(second.kind === 'compiled' && second.drawing.calendars.latest('h56-sample')?.id).toBe('h56-sample@2');
  });
  it('is refused without it', async () => {
    expect(await load()).toMatchObject({ kind: 'refused', findings: [{ rule: 'procedure-invalid', text: { en: 'There is no calendar "h56-sample"' } }] });
  });
  it.each([
    ['{', 'Expected to read sample.calendar.json, but Expected a JSON object, but it is null', 'Không đọc được sample.calendar.json: Cần một đối tượng JSON'],
    [{ ...unit, inherits: 'h99' }, 'Expected to count by calendar h56-sample, but /inherits: Expected to inherit from calendar h99, but there is none', 'Không tính được theo lịch h56-sample: /inherits: Không có lịch “h99” để kế thừa'],
  ])('says what is wrong with %j', async (calendar, because, vi) => expect(await load(calendar)).toEqual({ kind: 'unusable', because, vi }));
});
