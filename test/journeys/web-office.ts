import { randomUUID } from 'node:crypto';

// Sample dossiers and what audit would say of them, for the browser tests of the web app alone. Everything counted here is counted from
// the dossiers, so a test can hold the page's counters against it.

type Bilingual = { vi: string; en: string };
export type Holder = { agency: string; unit: string; role: string };
export type Item = {
  code: string; procedureCode: string; state: number; holder: Holder | null; element: string | null; task: Bilingual | null;
  reason: Bilingual | null; since: string; dueAt: string | null; suspended: boolean; late: boolean; incidents: number; updatedAt: string; position: number;
};
export type Entry = {
  index: number; source: string; type: string; at: string; heardAt: string; sequence: number; title: Bilingual; detail: Bilingual | null;
  actor: { agency: string; unit: string } | null; data: Record<string, unknown>;
};
export type Fact = { index: number; code: string; type: string; source: string; at: string; title: Bilingual; item: Item };
type Step = { source: string; type: string; title: Bilingual; detail?: Bilingual; change: Partial<Item>; data?: Record<string, unknown> };

const HOUR_MS = 3_600_000;
const UNITS: Record<string, string> = { 'one-stop': 'H56.17', 'land-registry': 'H56.23', tax: 'H56.T7', postal: 'H56.B1' };

const heldBy = (agency: string, role: string): Holder => ({ agency, unit: UNITS[agency] ?? '', role });

/** The steps of a land transfer as audit would tell them; each sample dossier has gone a part of the way. */
export const STEPS: readonly Step[] = [
  { source: 'intake', type: 'DossierSubmitted', title: { vi: 'Nộp hồ sơ tại quầy', en: 'Submitted at the counter' }, change: { state: 1, holder: heldBy('one-stop', 'clerk'), element: null, task: null, reason: null } },
  { source: 'intake', type: 'DossierAccepted', title: { vi: 'Tiếp nhận hồ sơ, hẹn trả kết quả', en: 'Accepted, appointment given' }, detail: { vi: 'Đủ thành phần: đơn, hợp đồng công chứng, giấy chứng nhận gốc.', en: 'Complete: application, notarised contract, original certificate.' }, change: { state: 2 }, data: { channel: 'CHANNEL_COUNTER', procedureVersion: 1 } },
  { source: 'processing', type: 'TaskOffered', title: { vi: 'Giao việc Thẩm định thửa đất cho Đăng ký đất đai', en: 'Verification of the parcel given to the land registry' }, change: { state: 4, holder: heldBy('land-registry', 'officer'), element: 'verify-parcel', task: { vi: 'Thẩm định thửa đất', en: 'Verify the parcel' }, reason: { vi: 'Thửa đất và quyền phải khớp với sổ địa chính trước khi tính thuế.', en: 'Parcel and right must match the land register before tax is assessed.' } } },
  { source: 'land-registry', type: 'ParcelVerified', title: { vi: 'Thửa đất khớp sổ địa chính', en: 'The parcel matches the land register' }, detail: { vi: 'Thửa 214, tờ bản đồ 12, 126,5 m² đất ở đô thị.', en: 'Parcel 214, map sheet 12, 126.5 m² of urban residential land.' }, change: {} },
  { source: 'land-registry', type: 'TransferSlipIssued', title: { vi: 'Lập phiếu chuyển thông tin số 118/PCTT', en: 'Transfer slip no. 118/PCTT issued' }, change: {} },
  { source: 'processing', type: 'TaskOffered', title: { vi: 'Giao việc Xác định nghĩa vụ tài chính cho Thuế', en: 'Assessment given to the tax office' }, change: { holder: heldBy('tax', 'officer'), element: 'assess', task: { vi: 'Xác định nghĩa vụ tài chính', en: 'Assess the obligation' }, reason: { vi: 'Phiếu chuyển thông tin đã đến, cơ quan thuế phải ra thông báo.', en: 'The transfer slip has come; the tax office must issue its notice.' } } },
  { source: 'tax', type: 'NoticeIssued', title: { vi: 'Thông báo nộp 43.750.000 đồng', en: 'Notice to pay 43,750,000 đồng' }, detail: { vi: 'Thuế thu nhập cá nhân 35.000.000 đồng, lệ phí trước bạ 8.750.000 đồng.', en: 'Income tax 35,000,000 đồng, registration fee 8,750,000 đồng.' }, change: {}, data: { amount: 43_750_000 } },
  { source: 'processing', type: 'ClockSuspended', title: { vi: 'Tạm dừng tính hạn: chờ người dân nộp thuế', en: 'Clock suspended: waiting for the citizen to pay' }, change: { state: 6, suspended: true, element: 'await-payment', task: { vi: 'Chờ nộp tiền', en: 'Wait for payment' }, reason: { vi: 'Thời gian người dân nộp tiền không tính vào hạn.', en: 'The time in which the citizen pays does not count.' } } },
  { source: 'tax', type: 'ObligationSettled', title: { vi: 'Đã nộp đủ nghĩa vụ tài chính', en: 'Obligation settled in full' }, change: { suspended: false, state: 4 } },
  { source: 'processing', type: 'TaskOffered', title: { vi: 'Giao việc Đăng ký chuyển nhượng cho Đăng ký đất đai', en: 'Registration given to the land registry' }, change: { holder: heldBy('land-registry', 'officer'), element: 'register-transfer', task: { vi: 'Đăng ký chuyển nhượng', en: 'Register the transfer' }, reason: { vi: 'Nghĩa vụ tài chính đã xong.', en: 'The obligation is settled.' } } },
  { source: 'land-registry', type: 'CertificateIssued', title: { vi: 'Cấp giấy chứng nhận AA 01234567', en: 'Certificate AA 01234567 issued' }, change: {} },
  { source: 'processing', type: 'TaskOffered', title: { vi: 'Giao việc Giao trả kết quả cho Bưu chính', en: 'Delivery given to the post' }, change: { state: 9, holder: heldBy('postal', 'carrier'), element: 'deliver-result', task: { vi: 'Giao trả kết quả', en: 'Deliver the result' }, reason: { vi: 'Người dân chọn nhận kết quả qua bưu chính.', en: 'The citizen chose delivery by post.' } } },
  { source: 'intake', type: 'ResultReturned', title: { vi: 'Đã trả kết quả', en: 'Result returned' }, change: { state: 10, holder: null, element: null, task: null, reason: null } },
];

export class SampleOffice {
  readonly dossiers = new Map<string, Item>();
  readonly timelines = new Map<string, Entry[]>();
  readonly facts: Fact[] = [];
  private readonly progress = new Map<string, number>();
  private readonly sequences = new Map<string, number>();
  private listeners = new Set<(fact: Fact) => void>();

  constructor(count: number) {
    for (let number = 1; number <= count; number += 1) {
      const startedHoursAgo = 6 + (count - number) * 5;
      const code = this.submit(number, startedHoursAgo);
      const steps = (number * 5) % STEPS.length;
      for (let step = 1; step <= steps; step += 1) this.advance(code, startedHoursAgo - step * (startedHoursAgo / (STEPS.length + 1)));
    }
  }

  submit(number: number, hoursAgo = 0): string {
    const code = `H56.17-20261125-${String(number).padStart(4, '0')}`;
    const moment = momentAgo(hoursAgo);
    // Every seventh dossier is beyond its date.
    const dueAt = new Date(Date.now() + (number % 7 === 0 ? -30 : 24 + number * 9) * HOUR_MS).toISOString();
    this.dossiers.set(code, { code, procedureCode: '1.013831', state: 1, holder: null, element: null, task: null, reason: null, since: moment, dueAt, suspended: false, late: false, incidents: 0, updatedAt: moment, position: -1 });
    this.timelines.set(code, []);
    this.progress.set(code, 0);
    this.advance(code, hoursAgo);
    return code;
  }

  /** The dossier's next step, told to whoever listens. */
  advance(code: string, hoursAgo = 0): Fact {
    const old = this.get(code);
    const taken = this.progress.get(code) ?? 0;
    const step = STEPS[taken];
    if (step === undefined) throw new Error(`Expected to advance ${code}, but it has ended`);
    const moment = momentAgo(hoursAgo);
    const index = this.facts.length;
    const moved = { ...old, ...step.change };
    const done = moved.state >= 9;
    const item: Item = { ...moved, since: moved.task?.vi === old.task?.vi && moved.state === old.state ? old.since : moment, late: !done && !moved.suspended && Date.parse(moved.dueAt ?? '') < Date.now(), updatedAt: moment, position: index };
    const sequence = (this.sequences.get(step.source) ?? 0) + 1;
    const agency = step.source === 'intake' ? 'one-stop' : step.source;
    this.sequences.set(step.source, sequence);
    this.progress.set(code, taken + 1);
    this.dossiers.set(code, item);
    this.timelines.get(code)?.push({ index, source: step.source, type: step.type, at: moment, heardAt: moment, sequence, title: step.title, detail: step.detail ?? null, actor: { agency, unit: UNITS[agency] ?? '' }, data: { dossierCode: code, traceId: randomUUID(), ...step.data } });
    const fact = { index, code, type: step.type, source: step.source, at: moment, title: step.title, item };
    this.facts.push(fact);
    for (const listener of this.listeners) listener(fact);
    return fact;
  }

  /** Tells whoever listens that a step of this dossier failed. */
  tellOfIncident(code: string): void {
    const index = this.facts.length;
    const item: Item = { ...this.get(code), incidents: 1, position: index, updatedAt: momentAgo(0) };
    this.dossiers.set(code, item);
    const fact = { index, code, type: 'IncidentRaised', source: 'processing', at: item.updatedAt, title: { vi: 'Sự cố ở một bước', en: 'A step failed' }, item };
    this.facts.push(fact);
    for (const listener of this.listeners) listener(fact);
  }

  /** A step of this dossier failed and waits for a person. */
  failStep(code: string): void {
    this.dossiers.set(code, { ...this.get(code), incidents: 1 });
  }

  get(code: string): Item {
    const item = this.dossiers.get(code);
    if (item === undefined) throw new Error(`Expected to get dossier ${code}, but there is none`);
    return item;
  }

  /** The dossier as audit knew it then: told again from the steps heard by that moment; undefined if there were none. */
  knownAt(code: string, moment: string): (Item & { timeline: Entry[]; knownAt: string }) | undefined {
    const timeline = (this.timelines.get(code) ?? []).filter(({ heardAt }) => Date.parse(heardAt) <= Date.parse(moment));
    const last = timeline.at(-1);
    if (last === undefined) return undefined;
    const item = STEPS.slice(0, timeline.length).reduce<Item>((so, { change }) => ({ ...so, ...change }), { ...this.get(code), suspended: false, late: false });
    return { ...item, since: last.at, updatedAt: last.at, position: last.index, timeline, knownAt: moment };
  }

  /** A dossier that waits at this agency. */
  firstAt(agency: string): string {
    const found = [...this.dossiers.values()].find(({ holder }) => holder?.agency === agency);
    if (found === undefined) throw new Error(`Expected to find a dossier at ${agency}, but none waits there`);
    return found.code;
  }

  listen(listener: (fact: Fact) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  list(query: URLSearchParams): { items: Item[]; next: string | null; total: number } {
    const limit = Number(query.get('limit') ?? 50);
    const from = Number(query.get('cursor') ?? 0);
    const matching = [...this.dossiers.values()]
      .filter((item) => (query.get('agency') ?? item.holder?.agency) === item.holder?.agency)
      .filter((item) => (query.get('state') ?? String(item.state)) === String(item.state))
      .filter((item) => query.get('late') !== 'true' || item.late)
      .filter((item) => item.code.includes(query.get('q') ?? ''))
      .toSorted((one, other) => other.position - one.position);
    return { items: matching.slice(from, from + limit), next: from + limit < matching.length ? String(from + limit) : null, total: matching.length };
  }

  board() {
    const items = [...this.dossiers.values()];
    // Like audit: an agency where nothing waits, and a state that no dossier has, is not there at all.
    const agencies = Object.keys(UNITS).filter((agency) => items.some(({ holder }) => holder?.agency === agency)).map((agency) => {
      const held = items.filter(({ holder }) => holder?.agency === agency);
      const elements = [...new Set(held.map(({ element }) => element).filter((element) => element !== null))];
      const oldest = (some: Item[]) => some.map(({ since }) => since).toSorted()[0] ?? null;
      return {
        agency, waiting: held.length, late: held.filter(({ late }) => late).length, suspended: held.filter(({ suspended }) => suspended).length, oldestSince: oldest(held),
        tasks: elements.map((element) => {
          const waiting = held.filter((item) => item.element === element);
          return { element, name: waiting[0]?.task ?? { vi: element, en: element }, count: waiting.length, oldestSince: oldest(waiting) };
        }),
      };
    });
    const states = Array.from({ length: 10 }, (_, at) => ({ state: at + 1, count: items.filter(({ state }) => state === at + 1).length })).filter(({ count }) => count > 0);
    return { agencies, states, incidents: items.reduce((sum, { incidents }) => sum + incidents, 0), position: this.facts.length - 1 };
  }
}

function momentAgo(hours: number): string {
  return new Date(Date.now() - hours * HOUR_MS).toISOString();
}
