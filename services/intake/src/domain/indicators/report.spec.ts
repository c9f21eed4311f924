import { RELEASED_CALENDARS } from '@lienthong/calendar';
import { dossierAsOf, type DossierMark, type DossierRecord } from './dossier-facts.js';
import type { Circumstances, Judgement } from './indicator.js';
import { judgeOnTime } from './on-time.js';
import { petitionAsOf, type PetitionMark } from './petition-facts.js';
import { count, figuresOf, findIndicator, nothingCounted, percent } from './report.js';
import { VERSION } from '../spec-samples.js';

const on = (text: string): string => `2026-${text}:00.000+07:00`;
const PERIOD = { from: on('11-01T00:00'), until: on('12-01T00:00') };
const circumstances: Circumstances = {
  period: PERIOD, findCalendar: RELEASED_CALENDARS.find, appliedOnline: new Set(['1.013831']), paidOnline: new Set(['1.013831']), paidOnlineNow: new Set(), isPortalConnected: true, petitioned: new Set(['ref-petitioned']), findProcedure: () => ({ version: VERSION, position: 1 }),
};
type Step = DossierMark extends infer M ? (M extends DossierMark ? Omit<M, 'position'> : never) : never;
const record = (steps: readonly Step[], changes: Partial<DossierRecord> = {}): DossierRecord => ({
  code: 'H56.17-20261110-0001', ref: 'ref', procedureCode: '1.013831', channel: 'counter', history: steps.map((step, index) => ({ ...step, position: index }) as DossierMark), ...changes,
});
const submitted = (at = '11-10T08:00'): Step => ({ at: on(at), kind: 'submitted', hasFiles: false });
const received = (dueAt = '11-20T08:00', at = '11-10T08:00'): Step => ({ at: on(at), kind: 'received', dueAt: on(dueAt), version: 1 });
const followed = (state: 4 | 5 | 6 | 9, at: string): Step => ({ at: on(at), kind: 'followed', state });
const happened = (kind: 'asked' | 'refused' | 'withdrawn' | 'stopped' | 'decided', at: string): Step => ({ at: on(at), kind });
const supplemented = (at: string): Step => ({ at: on(at), kind: 'supplemented', hasFiles: true });
const returned = (at: string): Step => ({ at: on(at), kind: 'returned', hasFiles: true });
const moved = (to: string, ground: string, at = '11-19T08:00'): Step => ({ at: on(at), kind: 'moved', dueAt: on(to), ground });
const judge = (steps: readonly Step[]): Judgement => {
  const facts = dossierAsOf(record(steps), { position: 99, until: PERIOD.until });
  return facts === undefined ? 'outside' : judgeOnTime(facts, circumstances);
};

describe('2.1, the time at which a dossier ended', () => {
  it.each<[string, Judgement, readonly Step[]]>([
    ['state 9 before 10', 'met', [submitted(), received(), followed(9, '11-20T08:00'), returned('11-25T08:00')]],
    ['a minute late', 'missed', [submitted(), received(), followed(9, '11-20T08:01')]],
    ['10 where there was no 9', 'missed', [submitted(), received(), returned('11-20T09:00')]],
    ['8', 'met', [submitted(), received(), happened('stopped', '11-19T08:00')]],
    ['9 that was taken back, and reached again too late', 'missed', [submitted(), received(), followed(9, '11-12T08:00'), followed(4, '11-13T08:00'), followed(9, '11-21T08:00')]],
    ['3 without receipt, within the legal limit of ten working days', 'met', [submitted(), happened('refused', '11-24T08:00')]],
    ['3 without receipt, beyond it', 'missed', [submitted(), happened('refused', '11-25T08:00')]],
    ['7 once received', 'met', [submitted(), received(), happened('withdrawn', '11-15T08:00')]],
    ['7 without receipt does not count', 'outside', [submitted(), happened('withdrawn', '11-15T08:00')]],
    ['7 that crossed the decision goes on', 'missed', [submitted(), received(), happened('withdrawn', '11-15T08:00'), happened('decided', '11-16T08:00')]],
    ['still 5, asked once: the request ends it', 'met', [submitted(), received(), happened('asked', '11-19T08:00')]],
    ['still 5, asked once, after the date', 'missed', [submitted(), received(), happened('asked', '11-21T08:00')]],
    ['still 5, asked twice: late', 'missed', [submitted(), received(), happened('asked', '11-12T08:00'), supplemented('11-13T08:00'), happened('asked', '11-14T08:00')]],
    ['finished after a supplement: the time of it is taken off', 'met', [submitted(), received(), happened('asked', '11-12T08:00'), supplemented('11-17T08:00'), followed(9, '11-25T08:00')]],
    ['not twice where the date was moved for it', 'missed', [submitted(), received(), happened('asked', '11-12T08:00'), supplemented('11-17T08:00'), moved('11-24T08:00', 'supplement'), followed(9, '11-25T08:00')]],
    ['taken off where the date was moved for something else', 'met', [submitted(), received(), happened('asked', '11-12T08:00'), supplemented('11-17T08:00'), moved('11-24T08:00', 'financial-obligation'), followed(9, '11-25T08:00')]],
    ['not finished: the period’s end', 'missed', [submitted(), received()]],
    ['not finished, the date beyond the period', 'met', [submitted(), received('12-04T15:30')]],
    ['finished after the period', 'missed', [submitted(), received(), followed(9, '12-02T08:00')]],
    ['received before the period', 'outside', [submitted('10-10T08:00'), received('11-20T08:00', '10-31T23:59')]],
    ['submitted and not answered', 'outside', [submitted()]],
  ])('%s', (_name, expected, steps) => expect(judge(steps)).toBe(expected));
});

/** Told otherwise than the code: from all marks at once, with Dates, without a fold. */
function oracle(history: readonly DossierMark[], position: number): Judgement {
  const seen = history.filter((mark) => !(mark.position > position) && Date.parse(mark.at) < Date.parse(PERIOD.until));
  const of = (kind: DossierMark['kind']) => seen.filter((mark) => mark.kind === kind);
  const [receipt] = of('received') as Extract<DossierMark, { kind: 'received' }>[];
  const when = (mark: DossierMark | undefined) => (mark === undefined ? NaN : Date.parse(mark.at));
  const later = (mark: DossierMark, ...kinds: readonly DossierMark['kind'][]) => seen.find((other) => other.position > mark.position && kinds.includes(other.kind));
  const isOver = (mark: DossierMark) => later(mark, 'supplemented', 'returned', 'decided') ?? seen.find((other) => other.position > mark.position && other.kind === 'followed' && other.state !== 5);
  const asks = of('asked').filter((ask, index, all) => index === 0 || isOver(all[index - 1]!) !== undefined && isOver(all[index - 1]!)!.position < ask.position);
  const open = asks.filter((ask) => isOver(ask) === undefined);
  const start = receipt ?? seen[0];
  const within = start !== undefined && Date.parse(start.at) >= Date.parse(PERIOD.from);
  if (!within || (receipt === undefined && of('refused').length === 0 && open.length === 0)) return 'outside';
  const states = seen.filter((mark) => mark.kind === 'followed' && mark.state !== 5) as Extract<DossierMark, { kind: 'followed' }>[];
  const run = states.slice(states.findLastIndex(({ state }) => state !== 9) + 1);
  const end = [when(run[0]), when(of('returned')[0]), when(of('refused').at(-1)), when(of('stopped').at(-1)), receipt === undefined ? NaN : when(of('withdrawn').filter((mark) => later(mark, 'decided') === undefined && !states.some((state) => state.position > mark.position)).at(-1))].find((time) => !Number.isNaN(time));
  if (end === undefined && open.length > 0 && asks.length > 1) return 'missed';
  const moves = of('moved') as Extract<DossierMark, { kind: 'moved' }>[];
  const due = moves.at(-1)?.dueAt ?? receipt?.dueAt;
  if (due === undefined) return 'unknown';
  const waited = asks.filter((ask) => isOver(ask) !== undefined && (receipt === undefined || ask.at >= receipt.at) && !moves.some((move) => move.position > ask.position && ['', 'supplement'].includes(move.ground)))
    .reduce((sum, ask) => sum + when(isOver(ask)) - when(ask), 0);
  const at = end === undefined ? (open[0] === undefined ? Date.parse(PERIOD.until) : when(open[0])) : end - waited;
  return at <= Date.parse(due) ? 'met' : 'missed';
}

describe('2.1 against a slow reckoning that shares no code with it', () => {
  it('agrees on 20,000 random histories, as of any position', () => {
    let seed = 766;
    const draw = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    const counts: Record<string, number> = {};
    const noProcedure = { ...circumstances, findProcedure: () => undefined };
    for (let round = 0; round < 20_000; round += 1) {
      let minute = draw(40) * 1_440;
      const next = () => new Date(Date.parse('2026-10-15T01:00:00Z') + (minute += draw(4_000)) * 60_000 + 7 * 3_600_000).toISOString().replace('Z', '+07:00');
      const steps: Step[] = [{ at: next(), kind: 'submitted', hasFiles: false }];
      if (draw(6) > 0) steps.push({ at: next(), kind: 'received', dueAt: on(`1${1 + draw(2)}-${String(1 + draw(28)).padStart(2, '0')}T10:00`), version: 1 });
      const kinds = ['asked', 'supplemented', 'followed', 'followed', 'moved', 'decided', 'withdrawn', 'stopped', 'returned', 'refused'] as const;
      for (let more = draw(6); more > 0; more -= 1) {
        const kind = kinds[draw(kinds.length)]!;
        if (kind === 'moved' && steps.every((step) => step.kind !== 'received')) continue;
        steps.push({ at: next(), kind, state: [4, 6, 9][draw(3)], hasFiles: false, dueAt: on('11-25T10:00'), ground: ['', 'supplement', 'financial-obligation'][draw(3)] } as Step);
      }
      const { history } = record(steps);
      const position = draw(history.length + 1);
      const facts = dossierAsOf(record(steps), { position, until: PERIOD.until });
      const judged = facts === undefined ? 'outside' : judgeOnTime(facts, noProcedure);
      counts[judged] = (counts[judged] ?? 0) + 1;
      expect([round, judged]).toEqual([round, oracle(history, position)]);
    }
    expect(Object.keys(counts).toSorted()).toEqual(['met', 'missed', 'outside', 'unknown']);
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(100);
  });
});

describe('figures', () => {
  const tallied = (records: readonly DossierRecord[]) => count(nothingCounted, 'dossier', records.flatMap((each) => dossierAsOf(each, { position: 99, until: PERIOD.until }) ?? []), circumstances);
  const figure = (records: readonly DossierRecord[], number: string, rules = {}) => figuresOf(tallied(records), rules).find((each) => each.number === number);
  const late = record([submitted(), received(), followed(9, '11-21T08:00')]);
  const onTime = record([submitted(), received(), followed(9, '11-19T08:00')]);

  it('have two decimals, half up', () => {
    expect([percent(1, 3), percent(2, 3), percent(1, 8), percent(1, 16), percent(5, 5)]).toEqual([33.33, 66.67, 12.5, 6.25, 100]);
    expect(figure([late, onTime, onTime], '2.1')).toMatchObject({ numerator: 2, denominator: 3, value: 66.67 });
  });
  it('are none without data, but 0 where having none is the failure', () => {
    expect(figure([], '2.1')).toMatchObject({ denominator: 0, value: null, share: null });
    expect(figure([], '3.2')).toMatchObject({ denominator: 0, value: 0 });
  });
  it('give all points from the threshold on, and below it their share: rate × most / threshold', () => {
    expect(figure([late, onTime, onTime], '2.1', { '2.1': { threshold: 90, most: 12 } })).toMatchObject({ share: 0.74, points: 8.89 });
    expect(figure([onTime], '2.1', { '2.1': { threshold: 90, most: 12 } })).toMatchObject({ share: 1, points: 12 });
    expect(figure([onTime], '2.1')).toMatchObject({ threshold: null, share: null, points: null });
  });
  it('take off twice what is both late and complained about', () => {
    const petitioned = { ...late, ref: 'ref-petitioned' };
    expect(figure([petitioned, onTime, onTime], '5.4')).toMatchObject({ numerator: 1, denominator: 3 });
    expect(figure([{ ...onTime, ref: 'ref-petitioned' }, onTime], '5.4')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(figure([record([submitted(), received(), followed(9, '11-19T08:00'), { at: on('11-20T08:00'), kind: 'rated', points: 8 }])], '5.4')).toMatchObject({ numerator: 0, denominator: 1 });
  });
  it('average each procedure in its own unit', () => {
    expect(figure([onTime], '2.2')?.means).toEqual([{ procedureCode: '1.013831', unit: 'working-days', count: 1, mean: 7 }]);
  });
  it('hold each channel to the limit of its own', () => {
    const own = { ...VERSION, terms: { online: 'PT16H' } };
    const by = (channel: 'online' | 'counter') => {
      const refused = dossierAsOf(record([submitted(), happened('refused', '11-13T08:00')], { channel }), { position: 99, until: PERIOD.until })!;
      const finished = dossierAsOf(record([submitted(), received(), followed(9, '11-11T08:00')], { channel }), { position: 99, until: PERIOD.until })!;
      const asked = { ...circumstances, findProcedure: () => ({ version: own, position: 1 }) };
      return [judgeOnTime(refused, asked), figuresOf(count(nothingCounted, 'dossier', [finished], asked), {}).find(({ number }) => number === '2.2')?.means[0]?.unit];
    };
    expect([by('online'), by('counter')]).toEqual([['missed', 'hours'], ['met', 'working-days']]);
  });
  it('tell what nobody recorded apart', () => {
    expect(figure([record([submitted(), received()], { channel: 'online' })], '3.3')).toMatchObject({ denominator: 0, unknown: 1, value: null });
  });
  it('are none at all where the source is not there, and count what the portal has where it is', () => {
    const has = (at: string, position = 5): DossierRecord => ({ ...onTime, synchronised: { position, at: on(at) } });
    expect(figure([has('11-10T09:00'), has('12-01T00:00'), has('11-10T09:00', 100), onTime, record([submitted()])], '1.4')).toMatchObject({ kind: 'ratio', numerator: 1, denominator: 4, value: 25 });
    const without = count(nothingCounted, 'dossier', [dossierAsOf(onTime, { position: 99, until: PERIOD.until })!], { ...circumstances, isPortalConnected: false });
    expect(figuresOf(without, {}).find(({ number }) => number === '1.4')).toMatchObject({ kind: 'unmeasured', numerator: null, denominator: null, value: null });
    expect(figuresOf(count(nothingCounted, 'dossier', [], circumstances), {}).find(({ number }) => number === '1.4')).toMatchObject({ kind: 'ratio', numerator: 0, denominator: 0, value: null });
  });
  it('count what was shared, and who was known by VNeID or the population database', () => {
    const opened = (more: object) => ({ ...submitted(), ...more });
    const taken = record([opened({ isFromStore: true, identification: 'vneid' }), received()]);
    const later = record([opened({ identification: 'population-data' }), received(), happened('asked', '11-11T08:00'), { ...supplemented('11-12T08:00'), isFromStore: true } as Step]);
    const put = record([opened({ identification: 'papers' }), received(), { ...returned('11-13T08:00'), isShared: true } as Step]);
    const none = record([opened({ identification: 'account' }), received(), returned('11-13T08:00')]);
    expect(figure([taken, later, put, none, onTime], '4.4')).toMatchObject({ numerator: 3, denominator: 5 });
    expect(figure([taken, later, put, none, onTime], '4.5')).toMatchObject({ numerator: 2, denominator: 4, unknown: 1 });
  });
  it('count what was paid online among what had to be paid', () => {
    const charged = (amount: number | undefined, ...steps: readonly Step[]) => record([submitted(), { ...received(), ...(amount !== undefined && { charged: amount }) }, ...steps]);
    const paid = (isOnline: boolean, at = '11-12T08:00'): Step => ({ at: on(at), kind: 'paid', isOnline });
    const records = [charged(28_000, paid(true)), charged(28_000, paid(false)), charged(28_000), charged(0), charged(undefined), charged(28_000, paid(true, '12-02T08:00'))];
    const withFees = () => ({ version: { ...VERSION, fees: [{ code: 'LP1', name: VERSION.name, amount: 28_000 }] }, position: 1 });
    const counted = (findProcedure: typeof circumstances.findProcedure) => figuresOf(count(nothingCounted, 'dossier', records.flatMap((each) => dossierAsOf(each, { position: 99, until: PERIOD.until }) ?? []), { ...circumstances, findProcedure }), {}).find(({ number }) => number === '3.6');
    expect(counted(withFees)).toMatchObject({ numerator: 1, denominator: 4, unknown: 1, value: 25 });
    expect(counted(circumstances.findProcedure)).toMatchObject({ denominator: 0, value: null });
    const wrong = (...steps: readonly Step[]) => dossierAsOf(charged(28_000, { at: on('11-12T08:00'), kind: 'paid', isOnline: true, entry: 'online FT-1 28000' }, { at: on('11-12T08:00'), kind: 'payment-cancelled', entry: 'online FT-1 28000' }, ...steps), { position: 99, until: PERIOD.until })?.isPaidOnline;
    expect([wrong(), wrong(paid(true, '11-13T08:00'))]).toEqual([false, true]);
  });
  it('count of online dossiers those on time', () => {
    expect(figure([{ ...late, channel: 'online' }, { ...onTime, channel: 'online' }, onTime], '3.4')).toMatchObject({ numerator: 1, denominator: 2 });
  });
  it('count digitised papers and results', () => {
    const digital = record([submitted(), received(), happened('asked', '11-11T08:00'), supplemented('11-12T08:00'), returned('11-13T08:00')]);
    expect([figure([digital, onTime], '4.2'), figure([digital, onTime], '4.3'), figure([digital], '4.1')].map((each) => each?.value)).toEqual([50, 50, 100]);
  });
});

describe('procedures', () => {
  const FEES = [{ code: 'LP1', name: VERSION.name, amount: 28_000 }];
  const published = (publicity: object, changes: object = {}) => ({ position: 1, version: { ...VERSION, effectiveFrom: '2026-11-16', publishedAt: on('11-06T09:00'), steps: 4, publicity: { announcedOn: '2026-11-02', level: 'province', online: 'full', channels: ['online'], subjects: ['citizen'], yieldsDocument: true, ...publicity }, ...changes } }) as const;
  const judged = (number: string, procedure: object): Judgement | undefined => {
    const indicator = findIndicator(number);
    return indicator?.kind === 'ratio' && indicator.over === 'procedure' ? indicator.judge(procedure as never, circumstances) : undefined;
  };
  it.each([
    ['1.1', 'met', published({})], ['1.1', 'missed', published({ level: 'ministry' })], ['1.1', 'outside', published({ announcedOn: '2026-10-01' })], ['1.1', 'unknown', { position: 1, version: VERSION }], ['1.1', 'unknown', published({ announcedOn: '' })], ['1.2', 'unknown', published({ announcedOn: '' })],
    ['1.2', 'met', published({})], ['1.2', 'missed', published({}, { publishedAt: on('11-10T09:00') })], ['1.2', 'met', published({ level: 'ministry' }, { publishedAt: on('11-10T09:00') })],
    ['1.3', 'met', published({})], ['1.3', 'missed', published({ subjects: [] })], ['1.3', 'missed', { position: 1, version: VERSION }],
    ['3.1', 'met', published({ online: 'partial' })], ['3.1', 'missed', published({ online: 'none' })], ['3.1', 'unknown', published({ online: '' })],
    ['3.2', 'met', published({})], ['3.2', 'missed', published({}, { code: '9.999999' })], ['3.2', 'outside', published({ online: 'none' })],
    ['3.5', 'met', published({}, { fees: FEES })], ['3.5', 'met', published({}, { fees: [{ ...FEES[0], amount: 0, decision: 'table' }] })], ['3.5', 'missed', published({}, { fees: FEES, code: '9.999999' })],
    ['3.5', 'outside', published({}, { fees: [] })], ['3.5-transactions', 'missed', published({}, { fees: FEES })], ['3.5-transactions', 'outside', published({}, { fees: [] })], ['3.5', 'outside', published({}, { fees: [{ ...FEES[0], amount: 0 }] })],
  ] as const)('by %s: %s', (number, expected, procedure) => expect(judged(number, procedure)).toBe(expected));
});

describe('petitions', () => {
  const facts = (marks: readonly object[]) => petitionAsOf({ number: 'PA-2026-00001', history: [{ kind: 'received', isRepeated: false, dossierRef: null }, { kind: 'classified', content: 'regulation-feedback', aspect: 'policy' }, ...marks].map((mark, index) => ({ at: on('11-10T08:00'), ...mark, position: index }) as PetitionMark) }, { position: 99, until: PERIOD.until });
  const judged = (number: string, marks: readonly object[]): Judgement | undefined => {
    const [indicator, petition] = [findIndicator(number), facts(marks)];
    return indicator?.kind === 'ratio' && indicator.over === 'petition' && petition !== undefined ? indicator.judge(petition, circumstances) : undefined;
  };
  const due = (dueAt: string) => ({ kind: 'due', step: 'resolution', dueAt: on(dueAt) });
  const done = (at: string) => ({ kind: 'done', step: 'resolution', at: on(at) });
  it.each([
    ['5.2', 'met', [due('11-20T08:00'), done('11-20T08:00')]], ['5.2', 'missed', [due('11-20T08:00'), done('11-20T08:01')]], ['5.2', 'missed', [due('11-20T08:00')]], ['5.2', 'met', [due('12-20T08:00')]],
    ['5.2', 'met', [due('11-12T08:00'), due('11-20T08:00'), done('11-15T08:00')]], ['5.2', 'missed', [due('11-12T08:00'), done('11-15T08:00'), due('11-20T08:00'), done('11-16T08:00')]],
    ['5.2', 'met', [due('11-12T08:00'), { kind: 'restarted' }]], ['5.3', 'missed', [{ kind: 'rated', isSatisfied: false }]], ['5.3', 'met', [{ kind: 'rated', isSatisfied: true }]],
    ['5.1-policy', 'met', []], ['5.1-behaviour', 'missed', []], ['5.2', 'outside', [{ kind: 'classified', content: 'complaint', aspect: null }]],
  ] as const)('by %s: %s', (number, expected, marks) => expect(judged(number, marks)).toBe(expected));
});
