import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fillForm, publishModel, type Form, type Variables } from '@lienthong/bpmn';
import type { Browser } from '@playwright/test';
import { launchChromium } from './browser-visit.js';
import { FormViewer } from './form-viewer.js';

// The forms that are released, of applications and of tasks, through form-js's viewer in Chromium and through the server's reader: taken and refused alike, with the same data.

const PROCEDURES = fileURLToPath(new URL('../../../services/processing/procedures/', import.meta.url));
let browser: Browser;
let viewer: FormViewer;
const forms = new Map<string, Form>();
beforeAll(async () => {
  browser = await launchChromium();
  viewer = await FormViewer.open(browser);
  for (const file of globSync('*/*.bpmn', { cwd: PROCEDURES })) {
    const compilation = await publishModel(readFileSync(`${PROCEDURES}${file}`, 'utf8'));
    if (compilation.kind !== 'compiled') throw new Error(`Expected to compile ${file}, but ${JSON.stringify(compilation.findings)}`);
    const { definition: { applicationForm }, model } = compilation;
    const code = file.split('/')[0] ?? '';
    if (applicationForm !== null) forms.set(code, applicationForm);
    for (const process of Object.values(model.processes)) for (const form of Object.values(process.forms)) if (form !== applicationForm) forms.set(`${code} ${form.id}`, form);
  }
});
afterAll(() => browser.close());

const party = (name: string, identifier: string): object => ({ name, identifier, address: '12 Phố Mẫu', phone: '0912 345 678' });
const TRANSFER = {
  transferor: party('Công dân mẫu A', '038000000001'), transferee: party('Công dân mẫu B', '038000000002'), contractPrice: 1_200_000_000,
  parcel: { commune: '14758', mapSheet: '12', parcelNumber: '345', certificateNumber: 'AB 123456' },
};
const BIRTH = {
  applicantRelation: 'mother', childName: 'Trẻ mẫu', childBornOn: '2126-11-20', childSex: 'female', birthPlace: 'Bệnh viện mẫu', birthNoticeNumber: 'CS-0001', motherName: 'Mẹ mẫu', householdHead: '038000000003', residenceAddress: 'Thôn mẫu', wantsIdentityCard: false,
};
const SCAN = { name: 'bản quét.pdf', sha256: 'a'.repeat(64), size: 900, mediaType: 'application/pdf' };
const co = (share: number): object => ({ coName: 'Công dân mẫu C', coIdentifier: '038000000004', share });

/** What is said, and whether it is taken as it is. */
const CASES: readonly (readonly [procedure: string, what: string, taken: boolean, input: object])[] = [
  ['1.013831', 'a whole parcel to one person', true, TRANSFER],
  ['1.013831', 'nothing', false, {}],
  ['1.013831', 'a price of nothing, and a number that is nobody’s', false, { ...TRANSFER, contractPrice: 0, transferor: party('A', '12345') }],
  ['1.013831', 'a part whose area is not said', false, { ...TRANSFER, isPartial: true }],
  ['1.013831', 'a part of the parcel, which is no only home', true, { ...TRANSFER, isPartial: true, transferArea: '50.25', onlyHome: true }],
  ['1.013831', 'shares of three', true, { ...TRANSFER, coTransferees: [co(20), co(30)] }],
  ['1.013831', 'shares that leave the transferee nothing', false, { ...TRANSFER, coTransferees: [co(60), co(40)] }],
  ['1.013831', 'shares that leave the transferee the least', true, { ...TRANSFER, coTransferees: [co(60), co(39)] }],
  ['1.013831', 'shares that are more than all', false, { ...TRANSFER, coTransferees: [co(60), co(60), co(60)] }],
  ['1.013831', 'a share that is not said beside one that is', false, { ...TRANSFER, coTransferees: [co(60), { coName: 'Công dân mẫu D', coIdentifier: '038000000005' }] }],
  ['1.013831', 'a share of all', false, { ...TRANSFER, coTransferees: [co(100)] }],
  ['1.013831', 'a relation that exempts', true, { ...TRANSFER, relation: 'spouses', incomeTaxPayer: 'transferee', certificateRequest: 'annotated', contractDate: '2026-11-01' }],
  ['3.000722', 'a child without its father entered', true, BIRTH],
  ['3.000722', 'nothing', false, {}],
  ['3.000722', 'a father without his name', false, { ...BIRTH, hasFather: true }],
  ['3.000722', 'both parents, married', true, { ...BIRTH, hasFather: true, fatherName: 'Cha mẫu', areMarried: true, marriageCertificate: '01/2024' }],
  ['3.000722', 'a late registration without its reason', false, { ...BIRTH, childBornOn: '2024-01-01' }],
  ['3.000722', 'a late registration', true, { ...BIRTH, childBornOn: '2024-01-01', lateReason: 'Gia đình ở xa' }],
  ['3.000722', 'members of the household, and a card by post', true, { ...BIRTH, householdMembers: [{ memberName: 'Bà mẫu', memberIdentifier: '', memberRelation: 'Mẹ' }], wantsIdentityCard: true, cardReturn: 'post' }],
  ['3.000722', 'a member without a name', false, { ...BIRTH, householdMembers: [{ memberRelation: 'Mẹ' }] }],
  ['3.000722 register-birth', 'a birth with its number', true, { childName: 'Trẻ mẫu', isRegistered: true, personalId: '038226000001' }],
  ['3.000722 register-birth', 'a birth without one', false, { isRegistered: true }],
  ['3.000722 register-birth', 'a birth that cannot be registered', true, { isRegistered: false }],
  ['3.000722 register-birth', 'nothing', false, {}],
  ['3.000722 verify-residence', 'a refusal', true, { householdHead: '038000000003', isGranted: false }],
  ['3.000722 issue-identity-card', 'no word on it', false, { childName: 'Trẻ mẫu' }],
  ['1.013236', 'works with their place', true, { worksName: 'Nhà mẫu', worksAddress: 'Phường mẫu' }],
  ['1.013236', 'works with their papers as files', true, { worksName: 'Nhà mẫu', worksAddress: 'Phường mẫu', landPapers: [SCAN], drawings: [{ ...SCAN, sha256: 'b'.repeat(64) }], hasAppraisal: true, appraisals: [SCAN] }],
  ['1.013236', 'drawings that are a picture', false, { worksName: 'Nhà mẫu', worksAddress: 'Phường mẫu', drawings: [{ ...SCAN, mediaType: 'image/png' }] }],
  ['1.013236', 'nothing', false, {}],
];

/** What the viewer leaves undefined does not travel. An empty list it leaves out, where the server says that it is empty (`form-agreement`). */
const travelled = (data: object): object => Object.fromEntries(Object.entries(JSON.parse(JSON.stringify(data)) as object).filter(([, value]) => !Array.isArray(value) || value.length > 0));

describe('released forms', () => {
  it.each(CASES)('%s: %s', async (procedure, _what, taken, input) => {
    const form = forms.get(procedure);
    if (form === undefined) throw new Error(`Expected to find form ${procedure}, but it is not released`);
    const shown = await viewer.submit(form.schema as object, input);
    const answer = fillForm(form, input as Variables, {}, new Date().toISOString());
    expect({ taken: answer.kind === 'filled', data: answer.kind === 'filled' ? travelled(answer.variables) : null }).toEqual({ taken, data: taken ? travelled(shown.data) : null });
    expect(shown.accepted).toBe(taken);
  });

  it('say everything in English too', () => {
    const silent = [...forms].flatMap(([procedure, { schema }]) => unspoken(schema).map((id) => `${procedure} ${id}`));
    expect(silent).toEqual([]);
  });
});

type Component = Readonly<Record<string, unknown>>;

/** Components with a Vietnamese text whose author has not said it in English. */
function unspoken(schema: unknown): readonly string[] {
  const component = schema as Component;
  const properties = (component['properties'] ?? {}) as Component;
  const said = ['label', 'description', 'text', 'dateLabel'].filter((name) => typeof component[name] === 'string' && component[name] !== '' && typeof properties[`${name}En`] !== 'string');
  const pattern = (component['validate'] as Component | undefined)?.['patternErrorMessage'] !== undefined && properties['patternErrorMessageEn'] === undefined ? ['patternErrorMessage'] : [];
  const inside = (['components', 'values'] as const).flatMap((name) => ((component[name] ?? []) as readonly unknown[]).flatMap(unspoken));
  return [...[...said, ...pattern].map((name) => `${String(component['id'] ?? component['value'])}.${name}`), ...inside];
}
