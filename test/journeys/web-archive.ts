// What intake would say of destruction lists, for the browser tests of the web app alone. It keeps to one rule that the page must show: a second person decides.

type Officer = { unit: string; name: string };
type Status = 'proposed' | 'approved' | 'rejected' | 'certified';
type List = { number: string; version: number; status: Status; legalBasis: string; codes: string[]; proposedAt: string; proposedBy: Officer; decidedAt: string | null; decidedBy: Officer | null; reason: string; reported: string[] };
type Answer = { status: number; body: object; headers?: Record<string, string> };

const SERVICES = ['audit', 'intake', 'land-registry', 'postal', 'processing', 'tax'];
const ENDED_AT = '2016-05-20T02:00:00.000Z';
const KEPT_UNTIL = '2026-05-20T02:00:00.000Z';
const DECIDED_AT = '2026-11-25T03:00:00.000Z';
/** Name of the sample issuer's account. */
const READER: Officer = { unit: 'H56.17', name: 'Tài khoản mẫu' };
const COLLEAGUE: Officer = { unit: 'H56.17', name: 'Cán bộ lưu trữ khác (mẫu)' };

export class SampleArchive {
  readonly lists: List[] = [];
  /** Ended dossiers; those that begin with `H56.17-2016` are past their retention. */
  readonly candidates = ['H56.17-20160501-0001', 'H56.17-20160502-0002', 'H56.17-20260101-0003'];
  readonly commands: { path: string; body: unknown; ifMatch: string | undefined }[] = [];

  propose(codes: string[], by: Officer = COLLEAGUE, legalBasis = 'Điều 27 Luật Lưu trữ'): List {
    const list: List = { number: `TH-${this.lists.length + 1}`, version: 1, status: 'proposed', legalBasis, codes, proposedAt: DECIDED_AT, proposedBy: by, decidedAt: null, decidedBy: null, reason: '', reported: [] };
    this.lists.unshift(list);
    return list;
  }

  /** This agency has destroyed what it had; with the last one the list is certified. */
  report(list: List, service: string): void {
    list.reported.push(service);
    if (list.reported.length === SERVICES.length) list.status = 'certified';
  }

  get services(): readonly string[] {
    return SERVICES;
  }

  /** The answer at an address of intake; undefined for any other. */
  answer(method: string, path: string, body: string, ifMatch: string | undefined): Answer | undefined {
    if (path === '/api/intake/destruction-candidates') return { status: 200, body: { items: this.candidates.map(candidateOf), next: null } };
    const [, number, act] = /^\/api\/intake\/destruction-lists(?:\/([^/]+))?(?:\/(approval|rejection|certificate))?$/.exec(path) ?? [];
    if (!path.startsWith('/api/intake/destruction-lists')) return undefined;
    if (method === 'POST') return this.command(path, number, act, JSON.parse(body) as { dossiers?: string[]; legalBasis?: string; reason?: string }, ifMatch);
    if (number === undefined) return { status: 200, body: { items: this.lists.map(rowOf), next: null } };
    const list = this.lists.find((each) => each.number === number);
    if (list === undefined) return { status: 404, body: { title: 'Không tìm thấy danh mục tiêu hủy', code: 'LIST_UNKNOWN', whatToDo: 'Kiểm tra lại số danh mục.' } };
    return { status: 200, body: act === 'certificate' ? certificateOf(list) : viewOf(list) };
  }

  private command(path: string, number: string | undefined, act: string | undefined, body: { dossiers?: string[]; legalBasis?: string; reason?: string }, ifMatch: string | undefined): Answer {
    this.commands.push({ path, body, ifMatch });
    if (number === undefined) {
      const list = this.propose(body.dossiers ?? [], READER, body.legalBasis);
      for (const code of list.codes) this.candidates.splice(this.candidates.indexOf(code), 1);
      return { status: 201, body: { number: list.number, status: list.status, position: 1 } };
    }
    const list = this.lists.find((each) => each.number === number);
    if (list === undefined || list.status !== 'proposed') return { status: 409, body: { title: 'Danh mục đã được quyết định', code: 'LIST_DECIDED', whatToDo: 'Tải lại để xem.' } };
    if (list.proposedBy.name === READER.name) return { status: 403, body: { title: 'Cần người thứ hai quyết định', code: 'SECOND_PERSON_NEEDED', whatToDo: 'Chuyển cho người khác.' } };
    Object.assign(list, { status: act === 'approval' ? 'approved' : 'rejected', version: 2, decidedAt: DECIDED_AT, decidedBy: READER, reason: body.reason ?? '' });
    return { status: 200, body: { number: list.number, status: list.status, position: 2 } };
  }
}

function candidateOf(code: string): object {
  const due = code.startsWith('H56.17-2016');
  return { code, state: { code: 10, vi: 'Đã trả kết quả', en: 'Result returned' }, procedureCode: '1.013831', outcome: 'returned', endedAt: ENDED_AT, keptUntil: due ? KEPT_UNTIL : '2036-01-01T00:00:00.000Z', retentionConfirmed: true, due };
}

function rowOf({ number, version, status, legalBasis, codes, proposedAt, proposedBy, decidedAt, decidedBy }: List) {
  return { number, version, status, legalBasis, dossiers: codes.length, proposedAt, proposedBy, decidedAt, decidedBy, certificate: status === 'certified' ? `CN-${number}` : null };
}

function viewOf(list: List): object {
  const reported = list.reported.map((agency) => ({ agency, events: 7, kept: agency === 'tax' ? 2 : 0, files: agency === 'intake' ? 3 : 0, erasedAt: DECIDED_AT, recordsUntil: null }));
  const waitsFor = SERVICES.filter((service) => !list.reported.includes(service));
  return {
    ...rowOf(list), reason: list.reason,
    dossiers: list.codes.map((code, at) => ({ ref: String(at).repeat(64), code: list.status === 'certified' ? null : code, procedureCode: '1.013831', outcome: 'returned', endedAt: ENDED_AT, keptUntil: KEPT_UNTIL, retentionConfirmed: true, reported, waitsFor })),
  };
}

function certificateOf(list: List): object {
  const signed = (officer: Officer) => ({ by: officer.name, unit: officer.unit, at: DECIDED_AT });
  const keptByLaw = [{ category: 'ledger', because: { vi: 'Sổ kế toán thuế giữ 10 năm', en: 'Tax books are kept for ten years' } }];
  return {
    number: `CN-${list.number}`, list: list.number, certifiedAt: DECIDED_AT, legalBasis: list.legalBasis, proposed: signed(list.proposedBy), approved: signed(READER), dossiers: [],
    agencies: SERVICES.map((agency) => ({ agency, dossiers: list.codes.length, events: 14, kept: agency === 'tax' ? 4 : 0, files: 3, firstAt: DECIDED_AT, lastAt: DECIDED_AT, keptByLaw: agency === 'tax' ? keptByLaw : [], recordsUntil: '' })),
  };
}
