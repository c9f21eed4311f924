// What processing would say of tasks, for the browser tests of the web app alone. It keeps to the few rules that the page must show.

type Answer = { status: number; body: object; headers?: Record<string, string> };
type Entry = { number: number; what: string; at: string; by: string | null; to: string | null; text: { vi: string; en: string } | null };
type Held = { name: string; at: string; how: string };
export type SampleTask = {
  id: string; code: string; element: string; name: string; nameEn: string; dueAt: string; priority: number; claimed: Held | null; owner: string | null;
  status: 'open' | 'completed'; followUpAt: string | null; withForm: boolean; deadline: 'late' | 'soon' | null; history: Entry[];
};

export const YOU = 'Tài khoản mẫu';
const AT = '2026-11-25T10:00:00+07:00';
const REASON = { vi: 'Chờ kiểm tra hồ sơ', en: 'Waiting for the check' };
export const COLLEAGUES = [{ subject: 'lan', name: 'Lan Mẫu', roles: ['officer'] }, { subject: 'minh', name: 'Minh Mẫu', roles: ['officer'] }];

const SCHEMA = {
  type: 'default', id: 'Form_check', schemaVersion: 18,
  components: [
    { type: 'text', text: '## Kết quả kiểm tra', properties: { textEn: '## Outcome of the check' }, id: 'heading' },
    { type: 'textfield', key: 'sheet', id: 'sheet', label: 'Tờ bản đồ', properties: { labelEn: 'Map sheet' }, readonly: true },
    { type: 'number', key: 'area', id: 'area', label: 'Diện tích', properties: { labelEn: 'Area' }, decimalDigits: 1, validate: { required: true, min: 1 } },
    { type: 'select', key: 'use', id: 'use', label: 'Loại đất', properties: { labelEn: 'Land use' }, values: [{ label: 'Đất ở', value: 'residential' }, { label: 'Đất vườn', value: 'garden' }] },
    { type: 'radio', key: 'result', id: 'result', label: 'Kết luận', properties: { labelEn: 'Conclusion' }, values: [{ label: 'Đạt', value: 'good' }, { label: 'Không đạt', value: 'bad' }], validate: { required: true } },
    { type: 'textarea', key: 'why', id: 'why', label: 'Vì sao không đạt', properties: { labelEn: 'Why not' }, conditional: { hide: '=result != "bad"' }, validate: { required: true } },
  ],
};

const said = (value: unknown): string => (typeof value === 'string' ? value : '');

export class SampleDesk {
  readonly tasks: SampleTask[] = [1, 2, 3, 4].map((number) => ({
    id: `H56.17-20261120-00000${number}~check~1`, code: `H56.17-20261120-00000${number}`, element: 'check', name: `Kiểm tra ${number}`, nameEn: `Check ${number}`,
    dueAt: `2026-12-0${number}T15:30:00+07:00`, priority: number === 1 ? 80 : 50, claimed: null, owner: null, status: 'open', followUpAt: null, withForm: number === 1, deadline: number === 2 ? 'soon' : null,
    history: [{ number: 1, what: 'opened', at: AT, by: null, to: null, text: REASON }],
  }));
  readonly absences: { absenceId: string; person: { subject: string; name: string }; substitute: { subject: string; name: string }; from: string; to: string; reason: string; recordedBy: string }[] = [];
  readonly commands: { path: string; body: Record<string, unknown> }[] = [];
  readonly asked: string[] = [];
  /** The reader leads the unit. */
  leads = false;
  /** What the next completion is refused with. */
  wrongFields: { path: string; message: string }[] = [];

  answer(method: string, path: string, query: URLSearchParams, body: string, language: 'vi' | 'en'): Answer | undefined {
    const at = /^\/api\/processing\/(tasks|officers|absences)(?:\/(.*))?$/.exec(path);
    if (at === null) return undefined;
    const [, kind, rest] = at;
    if (kind === 'officers') return { status: 200, body: { items: COLLEAGUES, next: null } };
    const given = method === 'POST' ? (JSON.parse(body) as Record<string, unknown>) : {};
    if (method === 'POST') this.commands.push({ path: path.slice('/api/processing/'.length), body: given });
    if (kind === 'absences') return this.answerAbsences(method, given);
    if (rest === undefined) return this.list(query);
    if (rest === 'completions') return this.completeMany(given['items'] as { taskId: string }[], language);
    const [id, act] = rest.split('/');
    const task = this.tasks.find((each) => each.id === decodeURIComponent(id ?? ''));
    if (task === undefined) return { status: 404, body: { title: 'Không có việc này', code: 'JOB_UNKNOWN', whatToDo: 'Tải lại danh sách việc.' } };
    if (act === 'history') return { status: 200, body: { items: task.history, next: null } };
    return method === 'POST' ? this.act(task, act ?? '', given, language) : { status: 200, body: this.view(task) };
  }

  private list(query: URLSearchParams): Answer {
    this.asked.push(query.toString());
    const open = this.tasks.filter(({ status }) => status === 'open');
    const shown = open.filter((task) => (query.get('show') === 'mine' ? task.claimed?.name === YOU : query.get('show') === 'unclaimed' ? task.claimed === null : true));
    return { status: 200, body: { items: shown.map(itemOf), next: null } };
  }

  private act(task: SampleTask, act: string, given: Record<string, unknown>, language: 'vi' | 'en'): Answer {
    const text = said(given['reason'] ?? given['text']);
    const to = COLLEAGUES.find(({ subject }) => subject === given['to'])?.name ?? null;
    const note = (what: string, by: string | null = YOU, whom: string | null = null): void => void task.history.push({ number: task.history.length + 1, what, at: AT, by, to: whom, text: text === '' ? null : { vi: text, en: text } });
    if (act === 'claim' && task.claimed !== null) return held(task.claimed.name, language);
    if (act === 'completion' && this.wrongFields.length > 0) return { status: 422, body: { title: 'Biểu mẫu điền chưa đúng', code: 'FORM_INVALID', whatToDo: 'Sửa từng trường rồi gửi lại.', errors: this.wrongFields } };
    if (act === 'claim') task.claimed = { name: YOU, at: AT, how: 'claimed' };
    if (act === 'release') task.claimed = null;
    if (act === 'delegation') [task.owner, task.claimed] = [YOU, { name: to ?? '', at: AT, how: 'delegated' }];
    if (act === 'assignment') task.claimed = { name: to ?? '', at: AT, how: 'assigned' };
    if (act === 'return') [task.claimed, task.owner] = [{ name: task.owner ?? '', at: AT, how: 'given-back' }, null];
    if (act === 'schedule') task.followUpAt = said(given['followUpDate']);
    if (act === 'completion') task.status = 'completed';
    note(({ claim: 'claimed', release: 'released', delegation: 'delegated', assignment: 'assigned', return: 'given-back', schedule: 'scheduled', comments: 'commented', completion: 'completed' } as Record<string, string>)[act] ?? act, YOU, act === 'return' ? YOU : to);
    return { status: 200, body: { taskId: task.id }, headers: { position: String(this.commands.length) } };
  }

  private completeMany(items: { taskId: string }[], language: 'vi' | 'en'): Answer {
    const answers = items.map(({ taskId }) => {
      const task = this.tasks.find(({ id }) => id === taskId);
      if (task?.claimed?.name !== YOU) return { taskId, completed: false, problem: held(task?.claimed?.name ?? '', language).body };
      task.status = 'completed';
      return { taskId, completed: true, position: this.commands.length };
    });
    return { status: 200, body: { items: answers } };
  }

  private answerAbsences(method: string, given: Record<string, unknown>): Answer {
    if (method === 'GET') return { status: 200, body: { items: this.absences, next: null } };
    if (given['substitute'] === undefined) {
      this.absences.length = 0;
      return { status: 200, body: {} };
    }
    const named = (subject: unknown): { subject: string; name: string } => COLLEAGUES.find((each) => each.subject === subject) ?? { subject: 'you', name: YOU };
    this.absences.push({ absenceId: 'a1', person: named(given['person']), substitute: named(given['substitute']), from: said(given['from']), to: said(given['to']), reason: said(given['reason']), recordedBy: YOU });
    return { status: 201, body: { absenceId: 'a1' } };
  }

  private view(task: SampleTask): object {
    const { id, code, name, nameEn, dueAt, priority, claimed, owner, status, followUpAt, withForm, deadline } = task;
    return {
      taskId: id, dossierCode: code, name, nameEn, reason: REASON, agency: 'one-stop', role: 'officer', dueAt, deadline, isWaiting: false, offeredAt: AT, status, isMine: claimed?.name === YOU, isOwner: owner === YOU, mayAssign: this.leads,
      claimed: claimed === null ? null : { by: { name: claimed.name }, at: claimed.at }, owner: owner === null ? null : { name: owner }, assigned: null, plannedFor: null, followUpAt, priority,
      form: withForm ? { id: 'Form_check', schema: SCHEMA, data: { sheet: 'Tờ 12' }, sources: [{ field: 'sheet', kind: 'case', words: { vi: `hồ sơ liên thông ${code}`, en: `the interlinked dossier ${code}` }, at: AT, isCorrectable: false }] } : null,
      corrections: withForm ? [{ at: AT, by: { name: 'Bộ phận một cửa' }, reason: 'Ghi nhầm số tờ', corrections: [{ field: 'sheet', label: { vi: 'Số tờ', en: 'Sheet number' }, before: 'Tờ 11', after: 'Tờ 12' }] }] : [],
    };
  }
}

function held(name: string, language: 'vi' | 'en'): Answer {
  const body = language === 'vi'
    ? { title: 'Việc này đã có người nhận', code: 'ALREADY_CLAIMED', whatToDo: `${name} nhận lúc ${AT}. Chọn việc khác.` }
    : { title: 'Somebody else has claimed this task', code: 'ALREADY_CLAIMED', whatToDo: `${name} claimed it at ${AT}. Take another one.` };
  return { status: 409, body };
}

function itemOf({ id, code, element, name, nameEn, dueAt, priority, claimed, owner, followUpAt, withForm, history, deadline }: SampleTask): object {
  return {
    taskId: id, dossierCode: code, procedure: '1.013831', element, name, nameEn, reason: REASON, role: 'officer', dueAt, deadline, isWaiting: false, plannedFor: null, followUpAt, priority,
    comments: history.filter(({ what }) => what === 'commented').length, hasForm: withForm, isMine: claimed?.name === YOU, isOwner: owner === YOU,
    claimed, owner: owner === null ? null : { name: owner }, escalatedTo: [],
  };
}
