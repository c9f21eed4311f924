import { printedApplication } from './printed-application.js';
import { plainText, printedForm } from './printed-form.js';
import { dossierDecider } from './dossier.decider.js';
import type { Dossier } from './dossier.js';
import { submitted, VERSION } from './spec-samples.js';

const FORM = {
  components: [
    { type: 'group', path: 'parcel', label: 'Thửa đất', properties: { labelEn: 'Parcel' }, components: [{ type: 'textfield', key: 'mapSheet', label: 'Tờ bản đồ' }, { type: 'textfield', key: 'street', label: 'Đường' }] },
    { type: 'radio', key: 'wish', id: 'F_wish', label: 'Đề nghị', values: [{ label: 'Cấp mới', value: 'new' }, { label: 'Xác nhận thay đổi', value: 'annotated' }] },
    { type: 'checklist', key: 'rights', id: 'F_rights', label: 'Quyền', values: [{ label: 'Sở hữu nhà', value: 'house' }, { label: 'Cây lâu năm', value: 'trees' }] },
    { type: 'dynamiclist', path: 'heirs', label: 'Người cùng nhận', components: [{ type: 'textfield', key: 'name', label: 'Họ tên' }, { type: 'number', key: 'share', label: 'Phần (%)' }] },
    { type: 'checkbox', key: 'only', label: 'Nhà đất duy nhất' }, { type: 'datetime', key: 'since', subtype: 'date', dateLabel: 'Từ ngày' }, { type: 'filepicker', key: 'photo', label: 'Ảnh' },
    { type: 'number', key: 'area', label: 'Diện tích' }, { type: 'expression', key: 'sum', expression: '=1', label: '' }, { type: 'textfield', key: 'hidden', label: 'Ẩn' },
  ],
};
const FILE = { name: 'ảnh <1>.png', sha256: 'a'.repeat(64), size: 1, mediaType: 'image/png' };
const SAID = { parcel: { mapSheet: '12', street: null }, wish: 'annotated', rights: ['house', 'trees'], heirs: [{ name: 'A', share: 40 }, { name: 'B', share: 1 }], only: false, since: '2026-11-22', photo: [FILE], area: { '@type': 'number', '@value': '12345.5' }, sum: 1, hidden: null };
const version = { ...VERSION, variables: ['parcel', 'wish'], applicationForm: JSON.stringify(FORM) };
const dossierOf = (changes: Partial<Dossier> = {}, application = {}): Dossier => ({ ...(dossierDecider.evolve(dossierDecider.initial, submitted(application)) as Dossier), ...changes });

describe('a printed form', () => {
  it('has each field by its name, as people read it, and nothing that was hidden', () => {
    expect(printedForm(version, SAID).map((line) => [line.label.vi, ...(line.kind === 'value' ? [line.text] : line.kind === 'rows' ? [line.columns.map(({ vi }) => vi), ...line.rows] : [])])).toEqual([
      ['Thửa đất'], ['Tờ bản đồ', '12'], ['Đề nghị', 'Xác nhận thay đổi'], ['Quyền', 'Sở hữu nhà; Cây lâu năm'], ['Người cùng nhận', ['Họ tên', 'Phần (%)'], ['A', '40'], ['B', '1']],
      ['Nhà đất duy nhất', 'Không'], ['Từ ngày', '22/11/2026'], ['Ảnh', 'ảnh <1>.png'], ['Diện tích', '12.345,5'],
    ]);
  });
  it('leaves out a group in which nothing was said', () => expect(printedForm(version, { wish: 'new' })).toMatchObject([{ kind: 'value', text: 'Cấp mới' }]));
  it('writes values of which no field tells', () => {
    expect(['2026', 'x', 2026, 1_200_000_000, true, null, ['a', 'b'], { one: 'a', two: null }, '2026-11-22T09:30'].map((value) => plainText(value))).toEqual(['2026', 'x', '2026', '1.200.000.000', 'Có', '', 'a; b', 'a', '09:30, 22/11/2026']);
  });
});

describe('a printed application', () => {
  it('says what every application says before its form, and what an earlier form asked behind it', () => {
    const printed = printedApplication(dossierOf({}, { content: { ...SAID, ownWords: 'cũ' } }), { versions: [version] });
    const labels = printed.lines.map(({ label: { vi } }) => vi);
    expect(labels.slice(0, 3)).toEqual(['Bên chuyển nhượng: họ và tên', 'Bên chuyển nhượng: số định danh', 'Bên chuyển nhượng: địa chỉ']);
    expect(labels.filter((label) => label.includes('ờ bản đồ'))).toEqual(['Tờ bản đồ']);
    expect(printed.lines.at(-1)).toMatchObject({ label: { vi: 'ownWords' }, text: 'cũ' });
    expect(printed).toMatchObject({ procedure: { code: '1.013831', version: 1 }, receivedAt: null, papers: [{ name: { vi: 'Đơn đăng ký biến động' }, originals: 1 }, { originals: 1 }] });
  });
  it('is by the form it was filled in by, or which an acceptance found it to fit', () => {
    const newer = { ...version, version: 2, effectiveFrom: '2026-11-21' };
    const check = (result: 'fits' | 'kept') => ({ submittedBy: 1, judgedBy: 2, result, basis: '', missing: [] });
    const versionOf = (changes: Partial<Dossier>) => printedApplication(dossierOf(changes), { versions: [version, newer] }).procedure.version;
    expect([versionOf({}), versionOf({ formVersion: 2 }), versionOf({ formVersion: 1, formCheck: check('fits') }), versionOf({ formVersion: 1, formCheck: check('kept') })]).toEqual([1, 2, 2, 1]);
    expect(printedApplication(dossierOf(), { versions: [] }).procedure).toEqual({ code: '1.013831', name: { vi: '1.013831', en: '1.013831' }, version: null });
  });
});
