type Answer = Readonly<{ status: number; body: object }>;

const field = (key: string, label: string, labelEn: string, source: string, more: object = {}) =>
  ({ type: 'textfield', id: `F_${key}`, key, label, properties: { labelEn, source, ...more } });

/** A form that asks for what others know already. */
const FORM = {
  type: 'default', id: 'application', schemaVersion: 18,
  components: [
    field('street', 'Tên đường', 'Street', 'earlier:street'),
    { type: 'group', id: 'G_land', path: 'land', label: 'Thửa đất', components: [
      field('plot', 'Thửa đất số', 'Plot', 'register:land.parcel', { correctable: 'no' }),
      { ...field('area', 'Diện tích (m²)', 'Area (m²)', 'register:land.area[land.plot]'), type: 'number' },
    ] },
    field('note', 'Ghi chú', 'Note', 'earlier:note'),
  ],
};
export const KNOWN_PROCEDURE = {
  code: '9.800001', version: 1, name: { vi: 'Cấp phép theo thửa đất (mẫu)', en: 'Permit for a parcel (sample)' }, effectiveFrom: '2026-01-01', components: [{ code: 'TP1', name: { vi: 'Bản vẽ vị trí', en: 'Site drawing' }, mandatory: true, originals: 1, copies: 0 }], applicationForm: JSON.stringify(FORM),
};

/** Somebody who has been here before. */
export const KNOWN_PERSON = '038000000009';
const DOSSIER = 'H56.17-20260302-0007';
const WORDS = { vi: `hồ sơ ${DOSSIER} nộp ngày 02/03/2026`, en: `dossier ${DOSSIER} handed in on 02/03/2026` };
const told = (name: string, source: string, value: unknown) => ({ field: name, source, reference: DOSSIER, asOf: '2026-03-02T09:00:00+07:00', value, words: WORDS });
const FACTS = [
  told('applicant.name', 'earlier:applicant.name', 'Lê Văn Mẫu'), told('applicant.address', 'earlier:applicant.address', '12 Phố Mẫu'), told('applicant.phone', 'earlier:applicant.phone', '0912000000'),
  told('content.street', 'earlier:street', 'Phố "Mẫu"'),
];
const PAPERS = [{ component: 'TP1', reference: DOSSIER, asOf: '2026-03-02T09:00:00+07:00', files: ['a'.repeat(64)], words: WORDS }];
const parcel = (number: string, area: string) => {
  const entry = `14758.12.${number}`;
  return { entry, asOf: '2026-11-25T08:00:00+07:00', facts: { parcel: entry, commune: '14758', mapSheet: '12', parcelNumber: number, address: `Thôn Mẫu ${number}`, area, landUse: 'ONT', certificateNumber: 'BX 1', holderName: 'Lê Văn Mẫu' }, statement: `signed ${entry}` };
};
const PARCELS = [parcel('345', '120.5'), parcel('346', '80')];

/** What intake and the land register would say that they know, for the browser tests of the web app alone. */
export class SampleKnowledge {
  isLandDown = false;
  /** Whose these facts are; everybody else is unknown. */
  person = KNOWN_PERSON;
  parcels = PARCELS;

  answer(path: string, query: URLSearchParams): Answer | undefined {
    if (path === '/api/intake/known-facts') return { status: 200, body: query.get('applicant') === this.person ? { items: FACTS, papers: PAPERS } : { items: [], papers: [] } };
    if (path !== '/api/land-registry/parcel-statements') return undefined;
    if (this.isLandDown) return { status: 503, body: { title: 'Sổ địa chính tạm ngừng', code: 'UNAVAILABLE', whatToDo: '…' } };
    const [holder, named] = [query.get('holder'), query.get('parcel')];
    return { status: 200, body: { items: holder === this.person ? this.parcels.filter(({ entry }) => named === null || entry === named) : [], next: null } };
  }
}
