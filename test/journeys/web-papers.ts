import { createHash } from 'node:crypto';

type Answer = Readonly<{ status: number; body: object; headers?: Record<string, string> }>;
type File = Readonly<{ name: string; sha256: string; size: number; mediaType: string }>;

const FORM = {
  type: 'default', id: 'application', schemaVersion: 18,
  components: [
    { type: 'textfield', id: 'F_works', key: 'works', label: 'Tên công trình', properties: { labelEn: 'Name of the works' }, validate: { required: true } },
    { type: 'filepicker', id: 'F_plans', key: 'plans', label: 'Bản vẽ', description: 'Mỗi tầng một tệp.', properties: { labelEn: 'Drawings', component: 'TP2' }, multiple: true, accept: '.pdf' },
    {
      type: 'dynamiclist', id: 'L_floors', path: 'floors', label: 'Các tầng', properties: { labelEn: 'Floors' }, isRepeating: true, allowAddRemove: true, defaultRepetitions: 0,
      components: [{ type: 'textfield', id: 'F_floor', key: 'floor', label: 'Tầng', properties: { labelEn: 'Floor' } }, { type: 'filepicker', id: 'F_plan', key: 'plan', label: 'Mặt bằng', properties: { labelEn: 'Floor plan' }, conditional: { hide: '=this.floor = ""' } }],
    },
  ],
};
const component = (code: string, vi: string, en: string) => ({ code, name: { vi, en }, mandatory: true, originals: 1, copies: 0 });
const BUILDING = {
  code: '9.700900', version: 1, name: { vi: 'Cấp phép có tệp (mẫu)', en: 'Permit with files (sample)' }, effectiveFrom: '2026-01-01', components: [component('TP1', 'Đơn đề nghị', 'Application'), component('TP2', 'Bản vẽ thiết kế', 'Drawings')],
  applicationForm: JSON.stringify(FORM),
};

const sample = (name: string, letter: string, mediaType = 'application/pdf'): File => ({ name, sha256: letter.repeat(64), size: 120_000, mediaType });
const PLAN = sample('bản vẽ.pdf', 'a');
const PHOTO = sample('ảnh.png', 'b', 'image/png');
const REPORT = sample('biên bản.pdf', 'c');
/** A task whose form shows the drawings and asks for a report. */
export const TASK = 'H56.17-20261120-000900~inspect~1';
const CASE = 'H56.17-20261120-000900';
const TASK_FORM = {
  type: 'default', id: 'Form_inspect', schemaVersion: 18,
  components: [{ type: 'documentPreview', id: 'P', label: 'Bản vẽ đã nộp', properties: { labelEn: 'Drawings handed in' }, dataSource: '=plans' }, { type: 'filepicker', id: 'F_report', key: 'report', label: 'Biên bản', properties: { labelEn: 'Report' }, validate: { required: true } }],
};

/** One pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/** Forms with files and the papers of a dossier, as intake and processing would answer, for the browser tests of the web app alone. */
export class SamplePapers {
  readonly applications: { content: Record<string, unknown>; components: readonly object[] }[] = [];
  readonly attached: { path: string; body: object }[] = [];
  readonly completions: object[] = [];
  readonly opened: string[] = [];

  /** What the dossier is charged, beside its papers. */
  feesOf: (code: string) => object = () => ({});

  answer(method: string, path: string, body: string): Answer | undefined {
    if (path === `/api/processing/procedures/${BUILDING.code}/versions`) return { status: 200, body: { items: [BUILDING], next: null } };
    if (path === `/api/processing/tasks/${encodeURIComponent(TASK)}/history`) return { status: 200, body: { items: [], next: null } };
    if (path === `/api/processing/tasks/${encodeURIComponent(TASK)}`) return { status: 200, body: task() };
    if (method === 'POST' && path === `/api/processing/tasks/${encodeURIComponent(TASK)}/completion`) return noted(this.completions, JSON.parse(body) as object, { status: 200, body: { taskId: TASK } });
    if (method === 'POST' && path === `/api/intake/dossiers/${CASE}/files`) return noted(this.attached, { path, body: JSON.parse(body) as object }, { status: 201, body: {} });
    if (method === 'POST' && path === '/api/intake/files' && body.includes('image/png')) return { status: 201, body: { hash: createHash('sha256').update(body).digest('hex'), size: PNG.length, name: 'ảnh.png', mediaType: 'image/png' } };
    if (method === 'POST' && path === '/api/intake/dossiers' && body.includes(BUILDING.code)) return noted(this.applications, JSON.parse(body) as SamplePapers['applications'][number], { status: 201, body: { code: CASE, existing: false } });
    const [, hash] = /^\/api\/intake\/files\/([0-9a-f]{64})$/.exec(path) ?? [];
    if (hash !== undefined) return noted(this.opened, hash, { status: 200, body: { type: 'Buffer' } });
    return method === 'GET' && path.startsWith('/api/intake/dossiers/') ? this.dossierOf(path) : undefined;
  }

  /** Every sample dossier has the same papers. */
  private dossierOf(path: string): Answer | undefined {
    if (!/^\/api\/intake\/dossiers\/H56\.17-20261125-\d{4}$/.test(path)) return undefined;
    const application = {
      procedureCode: BUILDING.code, components: [{ code: 'TP1', originals: 1, copies: 2, files: [] }, { code: 'TP2', originals: 0, copies: 0, files: [PLAN.sha256] }],
      attachments: [{ ...PLAN, path: 'plans', label: 'Bản vẽ', component: 'TP2' }, { ...PHOTO, path: 'photo', label: 'Ảnh' }],
    };
    return { status: 200, body: { submittedAt: '2026-11-20T09:00:00+07:00', application, attached: [REPORT], ...this.feesOf(path.slice('/api/intake/dossiers/'.length)) } };
  }
}

function noted<Item>(list: Item[], item: Item, answer: Answer): Answer {
  list.push(item);
  return answer;
}

function task(): object {
  return {
    taskId: TASK, dossierCode: CASE, caseCode: CASE, name: 'Kiểm tra thực địa', nameEn: 'Inspect the site', reason: { vi: 'Chờ kiểm tra', en: 'Waiting for the inspection' }, agency: 'construction', role: 'officer', unit: 'H56.51',
    offeredAt: '2026-11-20T15:30:00+07:00', dueAt: '2026-12-01T15:30:00+07:00', deadline: 'soon', isWaiting: false, status: 'open', isMine: true, isOwner: false, mayAssign: false,
    claimed: { by: { name: 'Tài khoản mẫu' }, at: '2026-11-20T15:30:00+07:00' }, owner: null, assigned: null, plannedFor: null, followUpAt: null, priority: 50,
    form: { id: TASK_FORM.id, schema: TASK_FORM, data: { plans: [PLAN, PHOTO] } },
  };
}
