/** What processing would say of steps that stand still, for the browser tests of the web app alone. */
export class SampleIncidents {
  readonly items: { incidentId: string; dossierCode: string; element: string; code: string; text: { vi: string; en: string }; owner: string; raisedAt: string }[] = [];
  /** Whether the cause has been repaired: the next retry goes on. */
  isRepaired = false;
  /** Ids that were retried, in their order. */
  readonly retried: string[] = [];

  raise(dossierCode: string): void {
    const number = this.items.filter((item) => item.dossierCode === dossierCode).length + this.retried.length + 1;
    this.items.push({
      incidentId: `${dossierCode}~incident~${number}`, dossierCode, element: 'assess', code: 'INPUT_FAILED', owner: 'tax', raisedAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
      text: { vi: 'Không tính được dữ liệu vào “giá”: chia cho số không', en: 'The input “price” could not be computed: division by zero' },
    });
  }

  answer(method: string, path: string, dossier: string | null): { status: number; body: object; headers?: Record<string, string> } | undefined {
    if (path === '/api/processing/incidents') return { status: 200, body: { items: this.items.filter((item) => dossier === null || item.dossierCode === dossier), next: null } };
    const [, id = ''] = /^\/api\/processing\/incidents\/([^/]+)\/retry$/.exec(path) ?? [];
    const at = this.items.findIndex(({ incidentId }) => incidentId === decodeURIComponent(id));
    const incident = this.items[at];
    if (method !== 'POST' || incident === undefined) return undefined;
    this.items.splice(at, 1);
    this.retried.push(incident.incidentId);
    if (this.isRepaired) {
      return { status: 200, body: { incidentId: incident.incidentId, opened: [`${incident.dossierCode}~assess~2`], incidents: [], text: { vi: 'Đã thử lại bước “Xác định nghĩa vụ”; việc mới đang chờ cơ quan tax.', en: 'Step "Assess" is tried again; a new job waits for tax.' } } };
    }
    this.raise(incident.dossierCode);
    return { status: 200, body: { incidentId: incident.incidentId, opened: [], incidents: [this.items.at(-1)?.incidentId], text: { vi: 'Đã thử lại bước “Xác định nghĩa vụ” nhưng lại gặp sự cố: chia cho số không', en: 'Step "Assess" was tried again and ran into an incident again: division by zero' } } };
  }
}
