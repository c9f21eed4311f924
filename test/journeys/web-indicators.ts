// What intake would say of indicators and petitions, for the browser tests of the web app alone.

type Answer = { status: number; body: object; headers?: Record<string, string> };
type Petition = {
  number: string; version: number; status: string; matter: string; subject: string; text: string; author: string | null; due: string; question: string | null; ending: string | null; satisfied: boolean | null;
};

const RECEIVED_AT = '2026-11-10T01:00:00.000Z';
const AT = '2026-11-26T02:00:00.000Z';
const both = (vi: string, en: string) => ({ vi, en });
const PROGRESS = { code: 'progress', name: both('Tiến độ giải quyết', 'Progress of handling'), most: 20 };
const BLANK = { numerator: null, denominator: null, unknown: 0, value: null, means: [], threshold: null, share: null, points: null, most: null, remark: null, missing: null, terms: { numerator: both('Hồ sơ đúng hạn', 'On time'), denominator: both('Hồ sơ trong kỳ', 'In the period') } };

const FIGURES = [
  { ...BLANK, number: '2.1', kind: 'ratio', group: PROGRESS, name: both('Tỷ lệ hồ sơ giải quyết đúng hạn', 'Dossiers handled on time'), formula: both('Đúng hạn / tiếp nhận', 'On time / received'), numerator: 2, denominator: 3, value: 66.67, threshold: 90 },
  { ...BLANK, number: '2.2', kind: 'average', group: PROGRESS, name: both('Thời gian trung bình', 'Average time'), formula: both('Tổng thời gian / số hồ sơ', 'Sum of times / dossiers'), denominator: 2, means: [{ procedureCode: '1.013831', unit: 'working-days', count: 2, mean: 7.5 }] },
  { ...BLANK, number: '1.4', kind: 'unmeasured', group: { code: 'publicity', name: both('Công khai, minh bạch', 'Publicity'), most: 18 }, name: both('Đồng bộ lên Cổng Dịch vụ công quốc gia', 'Synchronised'), formula: both('Đã đồng bộ / phải đồng bộ', 'Synchronised / to be'), missing: both('Chưa có kết nối đồng bộ.', 'There is no connection.') },
  { ...BLANK, number: '3.6', kind: 'ratio', group: { code: 'payment', name: both('Thanh toán trực tuyến', 'Online payment'), most: 10 }, name: both('Tỷ lệ hồ sơ thanh toán trực tuyến', 'Dossiers paid online'), formula: both('Thanh toán trực tuyến / phải nộp phí', 'Paid online / fees to pay'), numerator: 1, denominator: 4, value: 25, remark: both('Nghĩa vụ thuế không tính.', 'Taxes do not count.') },
];

const STEPS = [
  { procedure: '1.013831', element: 'verify', name: both('Thẩm định hồ sơ, thửa đất', 'Verify the parcel'), agency: 'land-registry', due: 12, onTime: 9, late: 3, stillOpen: 1, hoursLate: 7.5 },
  { procedure: '1.013831', element: 'sign', name: both('Ký giấy chứng nhận', 'Sign the certificate'), agency: 'land-registry', due: 8, onTime: 8, late: 0, stillOpen: 0, hoursLate: null },
];

export class SampleIndicators {
  readonly petitions: Petition[] = [];
  readonly commands: { path: string; body: unknown }[] = [];
  /** So often a report says that it is still being counted. */
  runningTimes = 1;
  readonly reportQueries: URLSearchParams[] = [];

  receive(given: Partial<Petition> = {}): Petition {
    const petition: Petition = { number: `PA-2026-${String(this.petitions.length + 1).padStart(5, '0')}`, version: 1, status: 'received', matter: 'regulation-feedback', subject: 'Phải nộp thêm giấy tờ', text: 'Nội dung mẫu', author: 'Công dân mẫu A', due: '2026-12-01T01:00:00.000Z', question: null, ending: null, satisfied: null, ...given };
    this.petitions.unshift(petition);
    return petition;
  }

  /** The answer at an address of intake; undefined for any other. */
  answer(method: string, path: string, query: URLSearchParams, body: string): Answer | undefined {
    if (path === '/api/intake/reports/indicators') return this.report(query);
    if (path === '/api/processing/reports/steps') return { status: 200, body: { items: STEPS } };
    if (path === '/api/processing/reports/steps/late') return { status: 200, body: { items: [{ dossierCode: 'H56.17-20261125-0002', taskId: 'H56.17-20261125-0002~verify~1', name: STEPS[0]!.name, agency: 'land-registry', unit: 'H56.23', dueAt: RECEIVED_AT, closedAt: null }], next: null } };
    if (path.startsWith('/api/intake/reports/indicators/')) return { status: 200, body: { items: [{ kind: 'dossier', code: 'H56.17-20261125-0001', procedureCode: '1.013831', receivedAt: RECEIVED_AT, dueAt: AT, endedAt: null }], next: null, asOf: 'sample' } };
    const [, number, act] = /^\/api\/intake\/petitions(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? [];
    if (!path.startsWith('/api/intake/petitions')) return undefined;
    if (method === 'POST') return this.command(path, number, act, JSON.parse(body) as { text?: string; subject?: string; matter?: string; author?: { name: string } });
    if (number === undefined) return { status: 200, body: { items: this.petitions.filter(({ due }) => query.get('overdue') === null || due < AT).map(rowOf), next: null } };
    const petition = this.petitions.find((each) => each.number === number);
    if (petition === undefined) return { status: 404, body: { title: 'Không tìm thấy đơn', code: 'PETITION_UNKNOWN', whatToDo: 'Kiểm tra lại số đơn.' } };
    if (act === undefined) return { status: 200, body: viewOf(petition) };
    if (act === 'acceptance-notice') return { status: 200, body: { number } };
    return { status: 200, body: { of: 'due-date', about: number, answer: both('Hạn giải quyết đơn: 08:00 ngày 01/12/2026', 'Resolution due: 08:00 on 1 December 2026'), value: petition.due, lines: [{ step: 'limit', text: both('Thời hạn giải quyết đơn: 15 ngày làm việc', 'Limit for the resolution: 15 working days'), arithmetic: '15 × 1 = 15', result: petition.due, source: both('QĐ 766', 'QĐ 766'), rule: null }] } };
  }

  private report(query: URLSearchParams): Answer {
    this.reportQueries.push(query);
    const about = { from: query.get('from'), to: query.get('to'), asOf: 'sample', position: 7, at: AT };
    if (this.reportQueries.length <= this.runningTimes) return { status: 202, body: { status: 'running', progress: { done: 40_000, total: 100_000 }, ...about } };
    return { status: 200, body: { status: 'done', progress: { done: 100_000, total: 100_000 }, tookMs: 2_000, ...about, indicators: FIGURES } };
  }

  private command(path: string, number: string | undefined, act: string | undefined, body: { text?: string; subject?: string; matter?: string; author?: { name: string } }): Answer {
    this.commands.push({ path, body });
    if (number === undefined) return { status: 201, body: { number: this.receive({ ...(body.subject && { subject: body.subject }), ...(body.matter && { matter: body.matter }), ...(body.text && { text: body.text }), author: body.author?.name ?? null }).number } };
    const petition = this.petitions.find((each) => each.number === number)!;
    petition.version += 1;
    if (act === 'acceptance') petition.status = 'accepted';
    if (act === 'questions') petition.question = body.text ?? '';
    if (act === 'resolution') Object.assign(petition, { status: 'resolved', ending: body.text });
    return { status: 200, body: { number, position: 1 } };
  }
}

function rowOf({ number, version, status, matter, subject, due, author }: Petition): object {
  return { number, version, unit: 'H56.17', status, matter, obstacles: author === null ? ['anonymous'] : [], subject, receivedAt: RECEIVED_AT, isRepeated: false, dueAt: due, overdue: due < AT };
}

function viewOf({ number, version, status, matter, subject, text, author, due, question, ending, satisfied }: Petition): object {
  return {
    number, version, unit: 'H56.17', status, subject, text, dossierCode: 'H56.17-20261125-0001', receivedAt: RECEIVED_AT, petition: { matter, obstacles: author === null ? ['anonymous'] : [] },
    author: author && { name: author, address: 'Địa chỉ mẫu', phone: '' }, isProtected: false, isAuthorWithheld: false, mayAct: true, isSatisfied: satisfied,
    questions: question === null ? [] : [{ question, askedAt: AT, reply: null }], ending: ending === null ? null : { text: ending, at: AT },
    clocks: [{ stage: 'resolution', dueAt: due, doneAt: status === 'resolved' ? AT : null, late: due < AT }],
  };
}
