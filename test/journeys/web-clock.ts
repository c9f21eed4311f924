// What processing would say of changes of a due date by hand, for the browser tests of the web app alone.

type Answer = Readonly<{ status: number; body: object; headers?: Record<string, string> }>;
type Asked = Readonly<{ limit?: string; legalBasis?: string; dueAt?: string; what?: string; at?: string; reason: string; previewedDueAt?: string }>;

const both = (vi: string, en: string) => ({ vi, en });
const AGAIN = { vi: { title: 'Hồ sơ đã được hẹn lại một lần', whatToDo: 'Chỉ được hẹn lại một lần.' }, en: { title: 'The dossier has been given a new date already', whatToDo: 'There is only one new date.' } };
const OUTDATED = { vi: { title: 'Hạn sẽ là ngày khác với ngày đã xem trước', whatToDo: 'Xem trước lại rồi xác nhận.' }, en: { title: 'The date would be another than the one previewed', whatToDo: 'Preview again, then confirm.' } };
const EXTENDED = '2026-12-10T15:30:00+07:00';
const CORRECTED = '2026-12-03T15:30:00+07:00';

export class SampleClock {
  /** Acts that were asked for, in order; previews are not among them. */
  readonly acts: Readonly<{ act: string; asked: Asked }>[] = [];
  readonly previews: Readonly<{ act: string; asked: Asked }>[] = [];
  /** What the due date of a dossier says since it was changed. */
  readonly moved = new Map<string, object>();
  /** The dossier has moved on since a preview. */
  isOutdated = false;

  constructor(private readonly dueAtOf: (code: string) => string | undefined) {}

  answer(method: string, path: string, body: string, language: 'vi' | 'en'): Answer | undefined {
    const [, name, act, isPreview] = /^\/api\/processing\/dossiers\/([^/]+)\/clock(?:\/(extensions|apology|corrections)(\/preview)?)?$/.exec(path) ?? [];
    const code = decodeURIComponent(name ?? '');
    const from = this.dueAtOf(code);
    if (name === undefined || from === undefined) return undefined;
    if (act === undefined) return { status: 200, body: this.options(from, language) };
    if (method !== 'POST') return undefined;
    const asked = JSON.parse(body) as Asked;
    const dueAt = act === 'apology' ? asked.dueAt ?? '' : act === 'extensions' ? EXTENDED : CORRECTED;
    if (isPreview !== undefined) {
      this.previews.push({ act, asked });
      return { status: 200, body: { dossierCode: code, from, dueAt, isInTime: act === 'apology' ? false : null, steps: act === 'extensions' ? [STEP] : [], explanation: accountOf(code, dueAt, asked) } };
    }
    if (this.isOutdated) return { status: 409, body: { type: 'about:blank', status: 409, code: 'PREVIEW_OUTDATED', ...OUTDATED[language] } };
    this.acts.push({ act, asked });
    this.moved.set(code, {
      dueAt, dates: [{ dueAt: from, since: '2026-11-20T15:30:00+07:00', because: both('Hẹn khi tiếp nhận hợp lệ', 'Promised at valid receipt') }, { dueAt, since: '2026-11-26T09:00:00+07:00', because: both(`Đổi hạn: ${asked.reason}`, `Changed: ${asked.reason}`) }],
      derivation: [{ step: act === 'apology' ? 'postponed' : 'extended', from, to: dueAt, text: both(`Đổi hạn (${asked.reason})`, `Changed (${asked.reason})`) }],
    });
    return { status: 200, body: { dossierCode: code } };
  }

  private options(dueAt: string, language: 'vi' | 'en'): object {
    const isPostponed = this.acts.some(({ act }) => act === 'apology');
    return {
      dueAt, receivedAt: '2026-11-20T15:30:00+07:00', calendar: 'vn-h56-2026',
      suspensions: [{ number: 1, from: '2026-11-23T09:00:00+07:00', to: '2026-11-25T09:00:00+07:00', ground: 'financial-obligation', name: both('chờ người dân thực hiện nghĩa vụ tài chính', 'waiting for the citizen to meet the financial obligation'), isVoid: false }],
      extension: { problem: null },
      apology: { problem: isPostponed ? { code: 'ALREADY_POSTPONED', ...AGAIN[language] } : null, suggestedDueAt: '2026-12-11T15:30:00+07:00', deadline: '2026-12-03T15:30:00+07:00', legalBasis: both('Thông tư mẫu, mẫu 04', 'Sample circular, form 04') },
    };
  }
}

const STEP = { taskId: 'step', name: both('Thẩm định hồ sơ', 'Verify the dossier'), from: '2026-11-27T09:00:00+07:00', to: '2026-12-01T09:00:00+07:00' };

function accountOf(code: string, dueAt: string, { legalBasis = 'Căn cứ mẫu' }: Asked): object {
  const line = { step: 'extended', text: both('Gia hạn 2 ngày làm việc', 'Extended by 2 working days'), arithmetic: '08/12/2026 15:30 + 2 = 10/12/2026 15:30', result: dueAt, source: both(legalBasis, legalBasis), rule: null };
  return { of: 'due-date', about: code, answer: both('Hạn mới (mẫu)', 'The new date (sample)'), value: dueAt, lines: [line] };
}
