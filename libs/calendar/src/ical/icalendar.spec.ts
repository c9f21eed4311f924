import { readICalendar, VN_H56_2026, writeDay, writeICalendar, type CalendarData, type ClosedDay, type SwappedDay } from '../index.js';

const STAMP = '2026-01-01T08:00:00Z';
const file = (...lines: readonly string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string => file('BEGIN:VEVENT', 'UID:a', ...lines, 'END:VEVENT');
const complaints = (text: string): readonly string[] => {
  const reading = readICalendar(text);
  return reading.kind === 'refused' ? reading.findings.map(({ text: { en } }) => en) : ['read'];
};
const closed = (text: string): readonly ClosedDay[] => {
  const reading = readICalendar(text);
  return reading.kind === 'read' ? reading.closedDays : [];
};

describe('days as iCalendar', () => {
  it('are all-day events that end the day after, with CRLF and what is expected as tentative', () => {
    const text = writeICalendar({ ...VN_H56_2026, closedDays: VN_H56_2026.closedDays.slice(0, 1), swappedDays: VN_H56_2026.swappedDays.slice(0, 1) }, STAMP);
    expect(text.split('\r\n').slice(6, 17)).toEqual([
      'BEGIN:VEVENT', 'UID:2026-01-01.vn-h56-2026@lienthong', 'DTSTAMP:20260101T080000Z', 'DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20260102',
      'SUMMARY;LANGUAGE=vi:Tết Dương lịch', 'STATUS:TENTATIVE', 'TRANSP:OPAQUE', 'X-LIENTHONG-KIND:CLOSED', 'X-LIENTHONG-SUMMARY-EN:New Year', 'END:VEVENT',
    ]);
    expect(text).toContain('SUMMARY;LANGUAGE=vi:Làm bù cho ngày 02/01/2026\r\n');
  });

  it('come back as they were, for the released calendar', () => {
    const { swappedDays, regularDays } = VN_H56_2026;
    const closedDays = [...VN_H56_2026.closedDays].sort((one, other) => (one.date < other.date ? -1 : 1));
    expect(readICalendar(writeICalendar(VN_H56_2026, STAMP))).toEqual({ kind: 'read', closedDays, swappedDays, regularDays });
  });

  it('come back as they were, whatever their words, and no line is longer than 75 octets', () => {
    const seed = 20_261_126;
    let state = seed;
    const draw = (below: number): number => Math.floor(((state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32) * below);
    const alphabet = ['a', 'Z', ' ', ';', ',', ':', '\\', '\n', '"', 'ộ', 'ễ', 'Đ', '年', '🎆', 'n', '\\n', '='];
    const words = (): string => `t${Array.from({ length: draw(80) }, () => alphabet[draw(alphabet.length)]).join('')}t`.normalize('NFC');
    const bilingual = () => ({ vi: words(), en: words() });
    const confidence = () => (draw(2) === 0 ? 'decided' : 'expected') as 'decided' | 'expected';
    for (let round = 0; round < 300; round += 1) {
      const dates = Array.from({ length: 12 }, (_, index) => writeDay(20_000 + draw(100) + index * 120));
      const source = draw(2) === 0 ? {} : { source: bilingual() };
      const data: CalendarData = {
        id: 'sample', version: 1 + draw(3), title: bilingual(), inherits: null,
        closedDays: dates.slice(0, 6).map((date): ClosedDay => ({ date, name: bilingual(), confidence: confidence(), ...source })),
        swappedDays: dates.slice(6, 10).map((date): SwappedDay => ({ date, insteadOf: dates[0] ?? '', confidence: confidence(), ...source })),
        regularDays: dates.slice(10),
      };
      const text = writeICalendar(data, STAMP);
      expect([seed, round, readICalendar(text)]).toEqual([seed, round, { kind: 'read', closedDays: data.closedDays, swappedDays: data.swappedDays, regularDays: data.regularDays }]);
      expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    }
  });
});

describe('a file of another program', () => {
  it('may close several days at once, with an end, a duration, folded lines, bare line feeds and parameters', () => {
    const name = { vi: 'Tết Nguyên đán, nghỉ', en: 'Tết Nguyên đán, nghỉ' };
    const days = ['2026-02-16', '2026-02-17', '2026-02-18'].map((date) => ({ date, name, confidence: 'decided' }));
    expect(closed(event('DTSTART;VALUE=DATE:20260216', 'DTEND;VALUE=DATE:20260219', 'SUMMARY;X-A="a:b;c":Tết Nguyên', '  đán\\,', '  nghỉ').replaceAll('\r\n', '\n'))).toEqual(days);
    expect(closed(event('DTSTART:20260216', 'DURATION:P3D', 'SUMMARY:Tết Nguyên đán\\, nghỉ'))).toEqual(days);
    expect(closed(event('DTSTART:20260216', 'DURATION:P1W', 'SUMMARY:Tết')).map(({ date }) => date).at(-1)).toBe('2026-02-22');
    expect(closed(event('DTSTART:20281231', 'SUMMARY:Một ngày')).map(({ date }) => date)).toEqual(['2028-12-31']);
  });

  it('is read past its time zones and alarms, and without what it cancels', () => {
    const alarm = ['BEGIN:VALARM', 'DTSTART:19700101T000000', 'END:VALARM'];
    expect(closed(event('DTSTART:20260902', ...alarm, 'SUMMARY:Quốc khánh'))).toHaveLength(1);
    expect(readICalendar(event('DTSTART:20260902', 'STATUS:CANCELLED', 'SUMMARY:Quốc khánh'))).toMatchObject({ kind: 'read', closedDays: [] });
  });

  it.each([
    ['nothing', '', 'Line 1: Expected the file to begin with BEGIN:VCALENDAR, but it does not'],
    ['a line that is none', file('no colon here'), 'Line 3: Expected a line of iCalendar, but "no colon here" is none'],
    ['a repetition', event('DTSTART:20260902', 'RRULE:FREQ=YEARLY', 'SUMMARY:x'), 'Line 6: Expected each day by itself, but RRULE repeats'],
    ['a time of day', event('DTSTART:20260902T080000Z', 'SUMMARY:x'), 'Line 5: Expected a whole day in DTSTART such as 20260902, but there is none'],
    ['a date that does not exist', event('DTSTART:20260230', 'SUMMARY:x'), 'Line 5: Expected a whole day in DTSTART such as 20260902, but there is none'],
    ['no begin', event('SUMMARY:x'), 'Line 3: Expected a whole day in DTSTART such as 20260902, but there is none'],
    ['an end before the begin', event('DTSTART:20260902', 'DTEND:20260902', 'SUMMARY:x'), 'Line 6: Expected an end after the begin, by at most 60 days, but it is none'],
    ['a year at once', event('DTSTART:20260902', 'DTEND:20270902', 'SUMMARY:x'), 'Line 6: Expected an end after the begin, by at most 60 days, but it is none'],
    ['hours', event('DTSTART:20260902', 'DURATION:PT4H', 'SUMMARY:x'), 'Line 6: Expected an end after the begin, by at most 60 days, but it is none'],
    ['no name', event('DTSTART:20260902'), 'Line 3: Expected a name (SUMMARY) of the closed day, but there is none'],
    ['a swap for nothing', event('DTSTART:20260902', 'X-LIENTHONG-KIND:SWAPPED'), 'Line 3: Expected X-LIENTHONG-KIND to be CLOSED, REGULAR, or SWAPPED for one day with X-LIENTHONG-INSTEAD-OF, but it is SWAPPED'],
    ['an event that does not end', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT', 'Line 2: Expected END:VEVENT, but the file ends'],
    ['another end', 'BEGIN:VCALENDAR\r\nEND:VEVENT', 'Line 2: Expected END to match its BEGIN, but it is END:VEVENT'],
    ['a million letters', 'x'.repeat(1_000_001), 'Expected at most 1000000 characters, but there are 1000001'],
    ['a thousand and one events', file(...Array.from({ length: 1001 }, () => 'BEGIN:VEVENT\r\nEND:VEVENT')), 'Line 2003: Expected at most 1000 events, but there are more'],
  ])('is refused for %s', (_what, text, because) => {
    expect(complaints(text)).toEqual([because]);
  });
});
