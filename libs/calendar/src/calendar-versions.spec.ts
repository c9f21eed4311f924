import { calendarBook, compileCalendar, dueDate, readCalendar, RELEASED_CALENDARS, VN_H56_2026, type CalendarData, type ClosedDay, type WorkingCalendar } from './index.js';

const name = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' };
const culture: ClosedDay = { date: '2026-11-24', name, confidence: 'decided', source: { vi: 'Quyết định mẫu', en: 'Sample decision' } };
const province2: CalendarData = { ...VN_H56_2026, version: 2, closedDays: [...VN_H56_2026.closedDays, culture] };
const unit = (change: Partial<CalendarData> = {}): CalendarData => ({
  id: 'h56-land-office', version: 1, title: { vi: 'Văn phòng đăng ký đất đai', en: 'Land office' }, inherits: 'vn-h56-2026', closedDays: [], swappedDays: [], regularDays: [], ...change,
});
const dueAt = (book: typeof RELEASED_CALENDARS, reference: string, from = '2026-11-20T15:30:00+07:00', amount = 10): string => {
  const calendar = book.find(reference);
  const due = calendar && dueDate(calendar, from, { unit: 'working-days', amount });
  return due?.kind === 'due' ? due.dueAt.slice(0, 16) : (due?.rejection.code ?? 'none');
};
const findings = (data: CalendarData, others: readonly CalendarData[] = []): readonly string[] => {
  const result = compileCalendar(data, calendarBook([VN_H56_2026, ...others]).dataOf);
  return result.kind === 'refused' ? result.findings.map(({ path, text }) => `${path}: ${text.en}`) : ['compiled'];
};

describe('a book of calendars', () => {
  const book = RELEASED_CALENDARS.with(province2);
  it('finds a version by its reference for ever, and the newest by its id', () => {
    expect([dueAt(book, 'vn-h56-2026'), dueAt(book, 'vn-h56-2026@2')]).toEqual(['2026-12-04T15:30', '2026-12-07T15:30']);
    expect(book.latest('vn-h56-2026')?.id).toBe('vn-h56-2026@2');
    expect(RELEASED_CALENDARS.latest('vn-h56-2026')?.id).toBe('vn-h56-2026');
    expect([book.find('vn-h56-2026@3'), book.latest('h99')]).toEqual([undefined, undefined]);
  });
  it('never changes a version that it has', () => {
    expect(dueAt(RELEASED_CALENDARS.with({ ...province2, version: 1 }), 'vn-h56-2026')).toBe('2026-12-04T15:30');
  });
  it('finds what could not be compiled once that which it inherits is there', () => {
    const orphan = calendarBook([unit({ inherits: 'vn-h56-2026@2' })]);
    expect(orphan.find('h56-land-office')).toBeUndefined();
    expect(dueAt(orphan.with(province2), 'h56-land-office')).toBe('2026-12-07T15:30');
  });
});

describe('a calendar that inherits', () => {
  it('has its own shifts for the weekdays it lists, and all else from above', () => {
    const book = RELEASED_CALENDARS.with(unit({ week: { saturday: [{ from: '07:30', to: '11:30' }] } }));
    expect(dueAt(book, 'h56-land-office')).toBe('2026-12-02T15:30'); // the Saturdays of 21 and 28 November count
    expect(dueAt(book, 'h56-land-office', '2026-02-13T09:00:00+07:00', 1)).toBe('2026-02-14T09:00'); // Saturday before Tết
    expect(dueAt(book, 'h56-land-office', '2026-02-14T09:00:00+07:00', 1)).toBe('2026-02-21T09:00'); // Tết is inherited
  });
  it('replaces what is said above of a date that it lists, in whichever list', () => {
    const data = unit({ regularDays: ['2026-09-01'], closedDays: [culture, { date: '2026-01-10', name, confidence: 'decided' }] });
    const book = RELEASED_CALENDARS.with(data);
    expect(dueAt(book, 'h56-land-office', '2026-08-28T09:00:00+07:00', 1)).toBe('2026-09-01T09:00'); // 31 August stays closed
    expect(dueAt(book, 'h56-land-office', '2026-01-09T09:00:00+07:00', 1)).toBe('2026-01-12T09:00'); // the swapped Saturday is off here
    expect(dueAt(book, 'h56-land-office')).toBe('2026-12-07T15:30');
  });
  it('may hold for a part of the years, without the days outside them', () => {
    const book = RELEASED_CALENDARS.with(unit({ validFrom: '2026-07-01', validTo: '2026-12-31' }));
    expect([dueAt(book, 'h56-land-office'), dueAt(book, 'h56-land-office', '2026-06-30T09:00:00+07:00')]).toEqual(['2026-12-04T15:30', 'OUTSIDE_CALENDAR']);
  });
  it('names the decision by which a day is off', () => {
    const due = dueDate(RELEASED_CALENDARS.with(province2).find('vn-h56-2026@2') as WorkingCalendar, '2026-11-23T09:00:00+07:00', { unit: 'working-days', amount: 1 });
    expect(due.kind === 'due' && due.derivation[1]).toMatchObject({ step: 'skipped', rule: 'day-off', source: culture.source });
  });
  it.each([
    ['nobody', unit({ inherits: 'h99' }), [], '/inherits: Expected to inherit from calendar h99, but there is none'],
    ['itself', unit({ inherits: 'h56-land-office' }), [], '/inherits: Expected to follow what a calendar inherits, but it goes in a circle: h56-land-office → h56-land-office'],
    ['one that inherits from it', unit({ inherits: 'b' }), [unit({ id: 'b', inherits: 'h56-land-office' })], '/inherits: Expected to follow what a calendar inherits, but it goes in a circle: h56-land-office → b → h56-land-office'],
    ['a long line', unit({ inherits: 'a' }), ['a', 'b', 'c', 'd'].map((id, index, ids) => unit({ id, inherits: ids[index + 1] ?? 'vn-h56-2026' })), '/inherits: Expected at most 4 levels of inheritance, but there are more: h56-land-office → a → b → c → d'],
    ['one that knows other years', unit({ validTo: '2028-12-31' }), [], '/validTo: Expected validity within that of the inherited calendar (2026-01-01 – 2027-12-31), but it is 2026-01-01 – 2028-12-31: nothing is known of holidays outside'],
  ] as const)('is refused where it inherits from %s', (_whom, data, others, because) => {
    expect(findings(data, others)).toEqual([because]);
  });
  it('may be four levels deep', () => {
    const line = ['a', 'b', 'c'].map((id, index, ids) => unit({ id, inherits: ids[index + 1] ?? 'vn-h56-2026' }));
    expect(findings(unit({ inherits: 'a' }), line)).toEqual(['compiled']);
  });
  it('has to say everything where it inherits nothing', () => {
    expect(findings(unit({ inherits: null }))).toHaveLength(10);
  });
});

describe('a calendar from outside', () => {
  const json = (change: object = {}): unknown => JSON.parse(JSON.stringify({ ...VN_H56_2026, ...change })) as unknown;
  const complaints = (value: unknown): readonly string[] => {
    const reading = readCalendar(value, 3);
    return reading.kind === 'refused' ? reading.findings.map(({ path, text }) => `${path}: ${text.en}`) : ['read'];
  };
  it('is read as it was written, under the number it is published by', () => expect(readCalendar(json(), 3)).toEqual({ kind: 'read', data: { ...VN_H56_2026, version: 3 } }));
  it('may leave out what it inherits', () => {
    const { id, title } = VN_H56_2026;
    expect(readCalendar({ id, title, inherits: 'vn-h56-2026@2' }, 1)).toEqual({ kind: 'read', data: { id, version: 1, title, inherits: 'vn-h56-2026@2', closedDays: [], swappedDays: [], regularDays: [] } });
  });
  it.each([
    ['text', 'calendar', [': Expected a JSON object, but it is a string', '/id: Expected text, but it is missing', '/title: Expected a JSON object, but it is missing', '/title/vi: Expected text, but it is missing', '/title/en: Expected text, but it is missing']],
    ['a slip of the pen', json({ closedDay: [] }), ['/closedDay: Expected only id, version, title, inherits, zone, validFrom, validTo, week, closedDays, swappedDays, regularDays, source, but there is "closedDay"']],
    ['an id with spaces', json({ id: 'Lịch tỉnh' }), ['/id: Expected an id of lower-case letters, digits and hyphens, but it is "Lịch tỉnh"']],
    ['a reference that is none', json({ inherits: 'vn@0' }), ['/inherits: Expected the reference of a calendar version such as vn-h56-2026@2, but it is "vn@0"']],
    ['days that are no list', json({ closedDays: { 0: '2026-01-01' } }), ['/closedDays: Expected a list, but it is an object']],
    ['a day without its names', json({ closedDays: [{ date: '2026-01-01', name: 'Tết', confidence: 'sure' }] }), ['/closedDays/0/name: Expected a JSON object, but it is a string', '/closedDays/0/name/vi: Expected text, but it is missing', '/closedDays/0/name/en: Expected text, but it is missing', '/closedDays/0/confidence: Expected confidence to be decided or expected, but it is neither']],
    ['seven shifts', json({ week: { monday: Array.from({ length: 7 }, () => ({ from: '07:30', to: '11:30' })) } }), ['/week/monday: Expected at most 6 entries, but there are 7']],
    ['a title of a page', json({ title: { vi: 'x'.repeat(301), en: 'x' } }), ['/title/vi: Expected at most 300 characters, but there are 301']],
  ])('is refused for %s, with every fault named', (_what, value, expected) => expect(complaints(value)).toEqual(expected));
  it('never throws, whatever it is', () => {
    let state = 5;
    const draw = (below: number): number => Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below);
    const bent = (value: unknown): unknown => {
      if (draw(12) === 0) return [null, true, 7, '', 'x', [], {}, { __proto__: 1 }, undefined, Number.NaN][draw(10)];
      if (Array.isArray(value)) return value.map(bent);
      return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bent(each)])) : value;
    };
    for (let round = 0; round < 500; round += 1) {
      const reading = readCalendar(bent(json()), 1);
      if (reading.kind === 'read') expect(['compiled', 'refused']).toContain(compileCalendar(reading.data, RELEASED_CALENDARS.dataOf).kind);
      else expect(reading.findings.length).toBeGreaterThan(0);
    }
  });
});
