import { createHash } from 'node:crypto';
import { KNOWN_PROCEDURE, SampleKnowledge } from './web-known.js';

type Answer = Readonly<{ status: number; body: object; headers?: Record<string, string> }>;
type Received = { procedureCode: string; applicant: Record<string, string>; content: Record<string, unknown>; components: readonly object[]; prefilled: readonly object[] };

const FORM = {
  type: 'default', id: 'application', schemaVersion: 18,
  components: [
    { type: 'textfield', id: 'F_street', key: 'street', label: 'Tên đường', properties: { labelEn: 'Street, as the register of streets of the province calls it in its newest edition' }, validate: { required: true, maxLength: 60 } },
    { type: 'checkbox', id: 'F_stall', key: 'hasStall', label: 'Có quầy hàng', properties: { labelEn: 'With a stall' } },
    { type: 'number', id: 'F_width', key: 'width', label: 'Chiều rộng (m)', properties: { labelEn: 'Width (m)' }, conditional: { hide: '=not(hasStall)' }, validate: { required: true, min: 1 } },
  ],
};
const COMPONENTS = [{ code: 'TP1', name: { vi: 'Bản vẽ vị trí', en: 'Site drawing' }, mandatory: true, originals: 1, copies: 0 }];
const published = (number: number) => ({
  code: `9.7${String(number).padStart(5, '0')}`, version: 1, name: { vi: `Thủ tục mẫu ${number}`, en: `Sample procedure ${number}` }, effectiveFrom: '2026-01-01', components: [] as typeof COMPONENTS,
});
const PAVEMENT = { ...published(1), name: { vi: 'Sử dụng tạm thời vỉa hè (mẫu)', en: 'Temporary use of a pavement (sample)' }, components: COMPONENTS, applicationForm: JSON.stringify(FORM),
  processingTime: [{ channel: null, text: { vi: 'trong ngày; tiếp nhận sau 15:00 thì tính từ ngày làm việc kế tiếp', en: 'the same day; what is received after 15:00 counts from the next working day' } }, { channel: 'online', text: { vi: '4 giờ làm việc', en: '4 h of working time' } }],
  fees: [{ code: 'P1', name: { vi: 'Phí sử dụng vỉa hè', en: 'Fee for the pavement' }, amount: 0, decision: 'pavement-fee' }, { code: 'LP1', name: { vi: 'Lệ phí cấp phép', en: 'Permit fee' }, amount: 15_000 }],
};
const CATALOGUE = [PAVEMENT, KNOWN_PROCEDURE, ...Array.from({ length: 525 }, (_, i) => published(i + 2))];

/** A catalogue of 527 and what intake would say of applications, for the browser tests of the web app alone. */
export class SampleCatalogue {
  readonly received: Received[] = [];
  readonly knowledge = new SampleKnowledge();
  uploads = 0;

  answer(method: string, path: string, query: URLSearchParams, body: string, language: 'vi' | 'en'): Answer | undefined {
    const [, code] = /^\/api\/processing\/procedures\/([^/]+)\/versions$/.exec(path) ?? [];
    if (code !== undefined) return { status: 200, body: { items: CATALOGUE.filter((each) => each.code === code), next: null } };
    if (path === '/api/processing/procedures' && query.has('q')) {
      const q = (query.get('q') ?? '').toLowerCase();
      return { status: 200, body: { items: CATALOGUE.filter((each) => `${each.code} ${each.name.vi} ${each.name.en}`.toLowerCase().includes(q)).slice(0, Number(query.get('limit'))), next: 'more' } };
    }
    const known = method === 'GET' ? this.knowledge.answer(path, query) : undefined;
    if (known !== undefined) return known;
    if (path === '/api/intake/files' && method === 'POST') {
      this.uploads += 1;
      return { status: 201, body: { hash: createHash('sha256').update(body).digest('hex'), size: body.length, name: /filename="([^"]+)"/.exec(body)?.[1] ?? '', mediaType: 'application/pdf' } };
    }
    return path === '/api/intake/dossiers' && method === 'POST' ? this.take(JSON.parse(body) as Received, language) : undefined;
  }

  private take(application: Received, language: 'vi' | 'en'): Answer {
    this.received.push(application);
    if (application.content['street'] !== 'Phố cấm') return { status: 201, body: { code: 'H56.17-20261125-0001', existing: false } };
    const message = language === 'vi' ? '“Tên đường” không được phép' : '"Street" is not allowed';
    return { status: 422, body: { title: language === 'vi' ? 'Đơn chưa điền đúng' : 'Not filled in correctly', code: 'FORM_INVALID', whatToDo: '…', errors: [{ path: 'content.street', message }] } };
  }
}
