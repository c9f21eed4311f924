import { moveDate, offer, refOf } from './spec-dossiers.js';
import { startSpecService, type Answer, type SpecService } from './spec-service.js';

let service: SpecService;
let officer: string;

beforeAll(async () => {
  service = await startSpecService();
  officer = await service.token({ sub: 'officer-1', name: 'Cán bộ mẫu Một' });
});
afterAll(() => service.stop());

describe('a date that the legal clock moves', () => {
  it('is shown in the work list and with the dossier, also when the list is built anew', async () => {
    const [code, last] = ['H56.17-261120-0070', '2026-11-30T17:00:00+07:00'];
    const show = (): Promise<Answer> => service.call('GET', `/dossiers/${code}`, { as: officer });
    const dueAt = async (): Promise<unknown> => (await service.call('GET', `/tasks?dossier=${code}`, { as: officer })).body.items[0]?.dueAt;
    offer(service, code, 'verify-parcel', { dueAt: '2026-11-25T08:00:00+07:00' });
    await service.eventually(dueAt, (due) => due === '2026-11-25T08:00:00+07:00');
    // Another agency's step, and the same move heard as two facts: nothing comes of them.
    moveDate(service, code, 'elsewhere', '2026-12-24T08:00:00+07:00');
    for (const to of ['2026-11-27T08:00:00+07:00', last, last]) moveDate(service, code, 'verify-parcel', to);
    await service.eventually(dueAt, (due) => due === last);
    expect((await show()).body.steps).toEqual({ 'verify-parcel': expect.objectContaining({ dueAt: last, status: 'open' }) });
    await service.rebuild('work-list');
    expect(await dueAt()).toBe(last);
    // A step that is over, and a new one in its place.
    service.processing.publish({ type: 'lienthong.processing.v1.TaskWithdrawn', subject: code, dossierref: refOf(code), data: { taskId: `${code}~verify-parcel`, dossierCode: code, element: 'verify-parcel', reason: 'Hết hạn' } });
    moveDate(service, code, 'verify-parcel', '2026-12-24T08:00:00+07:00');
    // Behind it in the same source, so that the move has been heard.
    offer(service, code, 'verify-parcel', { taskId: `${code}~again` });
    const again = await service.eventually(show, ({ body }) => body.steps['verify-parcel'].taskId === `${code}~again`);
    expect(again.body.steps['verify-parcel'].dueAt).toBe('2026-11-25T08:00:00+07:00');
  });
});
