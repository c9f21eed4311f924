// What processing would say of work that is late or about to be, for the browser tests of the web app alone.

type Answer = { status: number; body: object; headers?: Record<string, string> };

const both = (vi: string, en: string) => ({ vi, en });
const PROCEDURE = { code: '1.013831', version: 1, name: both('Chuyển nhượng quyền sử dụng đất', 'Transfer of land-use rights') };
export const AS_OF = '2026-11-26T10:00:00.000+07:00';
const LATE_CODE = 'H56.17-20261125-0001';

const ITEMS = [
  {
    dossierCode: LATE_CODE, procedure: PROCEDURE, step: { taskId: `${LATE_CODE}~verify~1`, element: 'verify', name: both('Thẩm định hồ sơ', 'Verify the dossier'), kind: 'user' }, agency: 'land-registry', unit: 'H56.23',
    officer: { subject: 'officer-1', name: 'Cán bộ mẫu' }, dueAt: '2026-11-20T17:00:00+07:00', state: 'late', since: '2026-11-20T17:00:00+07:00', isWaiting: false,
  },
  {
    dossierCode: 'H56.17-20261125-0002', procedure: { ...PROCEDURE, code: '9.000000', name: null }, step: null, agency: 'tax', unit: null, officer: null,
    dueAt: '2026-12-31T17:00:00+07:00', state: 'soon', since: '2026-11-25T09:00:00+07:00', isWaiting: true,
  },
];

const COUNTS = { items: [{ agency: 'land-registry', unit: 'H56.23', late: 1, soon: 0, waiting: 0 }, { agency: 'tax', unit: null, late: 0, soon: 1, waiting: 1 }], total: { late: 1, soon: 1, waiting: 1 } };

const WARNINGS = [
  {
    code: 'due', at: '2026-11-20T17:00:00+07:00', recordedAt: '2026-11-20T17:00:02+07:00', dueAt: '2026-11-20T17:00:00+07:00', reason: both('Bước này đến hạn lúc 17:00 ngày 20/11/2026', 'This step is due at 17:00 on 20 November 2026'),
    step: { taskId: `${LATE_CODE}~verify~1`, element: 'verify', name: both('Thẩm định hồ sơ', 'Verify the dossier') },
    to: [{ receiver: 'officer', name: both('Cán bộ thụ lý', 'Case officer'), agency: 'land-registry', unit: 'H56.23', officer: { subject: 'officer-1', name: 'Cán bộ mẫu' } }, { receiver: 'centre', name: both('Trung tâm một cửa', 'One-stop centre'), agency: 'one-stop', unit: null, officer: null }],
  },
];

export class SampleDeadlines {
  readonly asked: string[] = [];
  /** Up to when the reader said to have looked. */
  readonly seen: string[] = [];
  /** What the menu is told; at most so many are counted. */
  news = { count: 2, isMore: false };

  /** The answer at an address of processing; undefined for any other. */
  answer(method: string, path: string, query: URLSearchParams, body: string): Answer | undefined {
    const warned = /^\/api\/processing\/dossiers\/([^/]+)\/warnings$/.exec(path);
    if (warned !== null) return { status: 200, body: { items: warned[1] === LATE_CODE ? WARNINGS : [] } };
    if (path === '/api/processing/deadlines/new') return { status: 200, body: { ...this.news, seenUntil: null } };
    if (path === '/api/processing/deadlines/seen' && method === 'POST') return this.look((JSON.parse(body) as { until: string }).until);
    if (path === '/api/processing/deadlines/counts') return { status: 200, body: COUNTS };
    if (path !== '/api/processing/deadlines') return undefined;
    this.asked.push(query.toString());
    const of = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
    const found = ITEMS.map((item) => ({ ...item, isNew: this.seen.length === 0 })).filter(({ agency, state, procedure }) => of('agency', agency) && of('state', state) && of('procedure', procedure.code));
    return { status: 200, body: query.get('cursor') === null && found.length > 1 ? { items: found.slice(0, 1), next: 'second', asOf: AS_OF } : { items: query.get('cursor') === null ? found : found.slice(1), next: null, asOf: AS_OF } };
  }

  private look(until: string): Answer {
    this.seen.push(until);
    this.news = { count: 0, isMore: false };
    return { status: 200, body: { seenUntil: until } };
  }
}
