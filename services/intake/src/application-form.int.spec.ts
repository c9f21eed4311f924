import { CLERK, publishProcedure, startIntake, type Intake } from './spec-intake.js';

let intake: Intake;
beforeAll(async () => {
  intake = await startIntake();
});
afterAll(async () => { await intake.stop(); });

const FORM = { components: [{ type: 'textfield', key: 'street', label: 'Tên phố', validate: { required: true } }, { type: 'number', key: 'width', label: 'Rộng', decimalDigits: 1, validate: { max: 30 } }, { type: 'expression', key: 'fee', expression: '=width * 0.1' }] };
const apply = (content: object) =>
  intake.call('POST', '/dossiers', { body: { procedureCode: '1.013831', applicant: { name: 'Công dân mẫu', identifier: '038000000001' }, content, components: [{ code: 'TP1', originals: 1 }, { code: 'TP2', originals: 1 }] } });

describe('an application by the form that its procedure publishes', () => {
  it('is taken when it is filled in as the form asks, and refused with every field that is not', async () => {
    await publishProcedure(intake, { variables: ['street', 'width', 'fee'], applicationForm: JSON.stringify(FORM) });
    const refused = await apply({ street: '', width: 31 });
    expect([refused.status, refused.body.code, refused.body.errors.map((error: { path: string }) => error.path)]).toEqual([422, 'FORM_INVALID', ['content.street', 'content.width']]);
    const taken = await apply({ street: 'Phố Mẫu', width: 20, more: 1 });
    expect(taken.status).toBe(201);
    const { body } = await intake.until(() => intake.call('GET', `/dossiers/${taken.body.code}`, { as: CLERK }), ({ status }) => status === 200);
    expect(body.application.content).toEqual({ street: 'Phố Mẫu', width: 20, fee: 2 });
  });

  it('keeps decimals exactly, given and worked out', async () => {
    const { status, body: { code } } = await apply({ street: 'Phố Khác', width: 2.5 });
    expect(status).toBe(201);
    const { body } = await intake.until(() => intake.call('GET', `/dossiers/${code}`, { as: CLERK }), ({ status: found }) => found === 200);
    expect(body.application.content).toEqual({ street: 'Phố Khác', width: { '@type': 'number', '@value': '2.5' }, fee: { '@type': 'number', '@value': '0.25' } });
  });
});
