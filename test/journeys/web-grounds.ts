type Answer = Readonly<{ status: number; body: object; headers?: Record<string, string> }>;

/** What the services would say of the grounds and letters of dossiers, for the browser tests of the web app alone. */
export class SampleGrounds {
  /** Explanations asked for, in order: dossier and matter. */
  readonly asked: string[] = [];
  readonly issued = new Set<string>();
  /** Dossiers whose procedure words letters. */
  readonly withLetters = new Set<string>();

  /** What clerks have recorded as paid, by dossier. */
  readonly payments = new Map<string, object>();
  /** What they have cancelled since, by dossier. */
  readonly cancelled = new Map<string, object>();

  answer(method: string, path: string, body: string): Answer | undefined {
    return this.explanation(path) ?? this.letters(method, path) ?? this.pay(method, path, body);
  }

  private explanation(path: string): Answer | undefined {
    const [, code, matter] = /^\/api\/(?:intake\/dossiers|tax\/obligations|processing\/dossiers)\/([^/]+)\/((?:fees|routing|refusal)\/explain|explain|decisions(?:\/.+)?)$/.exec(path) ?? [];
    if (code === undefined || matter === undefined) return undefined;
    this.asked.push(`${decodeURIComponent(code)} ${matter}`);
    if (matter === 'decisions') return { status: 200, body: { items: [{ evaluation: 'route#1', name: 'Cơ quan thẩm định (mẫu)', version: 2, at: '2026-11-20T15:31:00+07:00' }] } };
    if (matter === 'explain') return { status: 404, body: { title: 'Chưa có nghĩa vụ tài chính', code: 'OBLIGATION_UNKNOWN', whatToDo: 'Chờ cơ quan thuế tính.' } };
    return { status: 200, body: { ...FEE, about: decodeURIComponent(code) } };
  }

  feesOf(code: string): object {
    return { receipt: {}, payment: this.payments.get(code) ?? null, cancelledPayments: [this.cancelled.get(code) ?? []].flat(), refundable: { overpaid: 0, ended: 0, exempt: 0 }, fees: [{ code: 'LP1', name: { vi: 'Lệ phí đăng ký', en: 'Registration fee' }, amount: 28_000 }, { code: 'P1', name: { vi: 'Phí thẩm định', en: 'Appraisal fee' }, amount: 1_350_000 }] };
  }

  private pay(method: string, path: string, body: string): Answer | undefined {
    const [, code, cancels] = /^\/api\/intake\/dossiers\/([^/]+)\/payments(\/cancellation)?$/.exec(path) ?? [];
    if (code === undefined || method !== 'POST') return undefined;
    if (cancels !== undefined) {
      const { reason, ...entry } = JSON.parse(body) as { reason: string };
      this.cancelled.set(code, { ...this.payments.get(code), ...entry, cancelled: { reason, at: '2026-11-26T10:00:00+07:00', by: { name: 'Cán bộ mẫu Hai' } } });
      this.payments.delete(code);
      return { status: 200, body: { code } };
    }
    this.payments.set(code, { gateway: null, paidAt: '2026-11-26T09:00:00+07:00', ...(JSON.parse(body) as object) });
    return { status: 200, body: { code } };
  }

  private letters(method: string, path: string): Answer | undefined {
    const [, name, letter, act] = /^\/api\/processing\/dossiers\/([^/]+)\/letters(?:\/([^/]+))?(\/issue)?$/.exec(path) ?? [];
    const code = decodeURIComponent(name ?? '');
    if (name === undefined) return undefined;
    if (!this.withLetters.has(code)) return { status: 200, body: { items: [] } };
    if (act !== undefined && method === 'POST') {
      this.issued.add(code);
      return { status: 201, body: { dossierCode: code, letter } };
    }
    const isIssued = this.issued.has(code);
    if (letter !== undefined) return { status: 200, body: { letter, name: NAME, text: { vi: 'Kính gửi Công dân mẫu.\n\nHồ sơ được giải quyết.', en: 'Dear sample citizen.\n\nThe dossier is decided.' } } };
    return { status: 200, body: { items: [{ letter: 'approval', name: NAME, isDue: true, gaps: [], issued: isIssued ? { number: 1, by: 'Cán bộ mẫu', unit: 'H56.23', at: '2026-11-26T09:00:00+07:00' } : null }] } };
  }
}

const NAME = { vi: 'Thông báo kết quả (mẫu)', en: 'Notice of the result (sample)' };

const FEE = {
  of: 'fee', answer: { vi: 'Lệ phí 28.000 đồng', en: 'Fee of 28,000 đồng' }, value: 28_000,
  lines: [{
    step: 'registration', text: { vi: 'Đăng ký ở phường', en: 'Registration in a ward' }, arithmetic: '1 × 28.000 = 28.000', result: 28_000,
    source: { vi: 'Nghị quyết mẫu của HĐND tỉnh', en: 'Sample resolution of the province' }, rule: { decision: 'phi-mau', version: 3, rule: '1', effectiveFrom: '2026-01-01' },
  }],
};
