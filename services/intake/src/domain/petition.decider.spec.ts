import { RELEASED_CALENDARS } from '@lienthong/calendar';
import { specFor } from '@lienthong/testing';
import { petitionDecider, type PetitionCommand } from './petition.decider.js';
import { evolvePetition, noPetition, type KnownPetition, type PetitionClass, type PetitionEvent } from './petition.js';

const { given } = specFor(petitionDecider);
const on = (text: string): string => `2026-${text}:00.000+07:00`;
const number = 'PA-2026-00001';
const by = { unit: 'H56.17', subject: 'clerk-1', name: 'Cán bộ mẫu Một' };
const calendar = RELEASED_CALENDARS.find('vn-h56-2026');
const AUTHOR = { name: 'Công dân mẫu A', identifier: '038000000001', address: 'Địa chỉ mẫu', phone: '' };
const COMPLAINT: PetitionClass = { matter: 'complaint', aspect: null, round: 1, complexity: 'ordinary', isRemote: false, obstacles: [] };
const FEEDBACK: PetitionClass = { ...COMPLAINT, matter: 'regulation-feedback', aspect: 'policy' };
const DENUNCIATION: PetitionClass = { ...COMPLAINT, matter: 'denunciation' };

const receive = (petition: PetitionClass, changes: object = {}): PetitionCommand => ({
  type: 'ReceivePetition', at: on('11-10T09:00'),
  data: { number, unit: 'H56.17', source: 'reception', petition, subject: 'Mẫu', text: 'Nội dung mẫu', author: AUTHOR, dossierRef: null, isRepeated: false, receivedAt: on('11-10T08:00'), by, calendar, ...changes },
});

/** What the decider makes of commands one after the other; a refusal ends the test. */
function history(...commands: readonly PetitionCommand[]): readonly PetitionEvent[] {
  return commands.reduce<readonly PetitionEvent[]>((past, command) => {
    const decision = petitionDecider.decide(command, past.reduce<KnownPetition | typeof noPetition>((state, event) => evolvePetition(state, event) as KnownPetition, noPetition));
    if (decision.kind === 'rejected') throw new Error(decision.rejection.because);
    return [...past, ...decision.events];
  }, []);
}
const stateOf = (...commands: readonly PetitionCommand[]): KnownPetition => history(...commands).reduce<KnownPetition | typeof noPetition>((state, event) => evolvePetition(state, event) as KnownPetition, noPetition) as KnownPetition;
const act = (type: string, at: string, data: object = {}): PetitionCommand => ({ type, at: on(at), data: { number, by, calendar, ...data } }) as PetitionCommand;
const accept = act('AcceptPetition', '11-12T09:00');
const datesOf = (state: KnownPetition) => state.clocks.map(({ stage, dueAt }) => `${stage} ${dueAt.slice(0, 10)}`);

describe('the clocks of a petition (domain §7.2, §7.3)', () => {
  it('of a complaint: ten days to accept, thirty to resolve, forty-five once it is complex', () => {
    expect(datesOf(stateOf(receive(COMPLAINT)))).toEqual(['acceptance 2026-11-20']);
    // Thirty days after the 12th is Saturday 12 December; it rolls off the weekend.
    expect(datesOf(stateOf(receive(COMPLAINT), accept))).toEqual(['acceptance 2026-11-20', 'resolution 2026-12-14']);
    expect(datesOf(stateOf(receive(COMPLAINT), accept, act('ExtendPetition', '12-10T09:00', { reason: 'Vụ việc phức tạp, nhiều bên' })))).toEqual(['acceptance 2026-11-20', 'resolution 2026-12-28']);
  });
  it('of a second complaint in a remote area: sixty', () => expect(datesOf(stateOf(receive({ ...COMPLAINT, round: 2, isRemote: true }), accept)).at(-1)).toBe('resolution 2027-01-11'));
  it('of a denunciation: seven working days, thirty days, thirty more as often as its complexity allows', () => {
    const longer = (at: string) => act('ExtendPetition', at, { reason: 'Cần xác minh thêm nhiều nơi' });
    // Each thirty days go on from a date that was rolled off a weekend.
    expect(datesOf(stateOf(receive({ ...DENUNCIATION, complexity: 'very-complex' }), accept, longer('12-10T09:00'), longer('12-30T09:00')))).toEqual(['processing 2026-11-19', 'resolution 2027-02-12']);
    given(...history(receive({ ...DENUNCIATION, complexity: 'complex' }), accept, longer('12-10T09:00'))).when(longer('12-30T09:00')).thenRejected('EXTENSION_NOT_ALLOWED');
    given(...history(receive(DENUNCIATION), accept)).when(longer('12-10T09:00')).thenRejected('EXTENSION_NOT_ALLOWED');
  });
  it('of feedback about rules: two days to take up, fifteen to resolve from the receipt or the last transfer, two to publish', () => {
    expect(datesOf(stateOf(receive(FEEDBACK)))).toEqual(['processing 2026-11-12', 'resolution 2026-12-01']);
    const transferred = stateOf(receive(FEEDBACK), act('TransferPetition', '11-11T08:00', { unit: 'H56.18', to: 'Đơn vị khác', reason: 'Thuộc thẩm quyền đơn vị khác' }));
    expect([transferred.unit, datesOf(transferred)]).toEqual(['H56.18', ['processing 2026-11-12', 'processing 2026-11-13', 'resolution 2026-12-02']]);
    expect(datesOf(stateOf(receive(FEEDBACK), accept, act('ResolvePetition', '11-13T09:00', { answer: 'Đã sửa đổi quy định' }))).at(-1)).toBe('publication 2026-11-17');
  });
  it('of asking the author: five working days from the receipt, judged when it is asked', () => {
    const asked = stateOf(receive(FEEDBACK), act('AskAuthor', '11-20T09:00', { question: 'Xin cho biết rõ nội dung' }));
    expect(asked.clocks.find(({ stage }) => stage === 'more-information')).toMatchObject({ dueAt: '2026-11-17T08:00:00+07:00', doneAt: on('11-20T09:00') });
  });
  it('of what is classed otherwise: those of its kind, from the receipt', () => {
    expect(datesOf(stateOf(receive(FEEDBACK), act('ClassifyPetition', '11-12T09:00', { petition: COMPLAINT })))).toEqual(['acceptance 2026-11-20']);
  });
  it('are not guessed beyond the calendar', () => {
    given().when(receive(FEEDBACK, { receivedAt: '2019-11-10T08:00:00.000+07:00' })).thenRejected('NO_DUE_DATE');
    given().when(receive(FEEDBACK, { calendar: undefined })).thenRejected('NO_DUE_DATE');
  });
});

describe('a petition', () => {
  it('of nobody is anonymous, which is in the way', () => {
    expect(stateOf(receive(FEEDBACK, { author: null })).petition.obstacles).toEqual(['anonymous']);
    given(...history(receive(FEEDBACK, { author: null }))).when(accept).thenRejected('PETITION_INELIGIBLE');
  });
  it('is received once, and not in the future', () => {
    given(...history(receive(FEEDBACK))).when(receive(FEEDBACK)).thenRejected('PETITION_NUMBER_TAKEN');
    given().when(receive(FEEDBACK, { receivedAt: on('11-10T09:01') })).thenRejected('DATE_IN_FUTURE');
    given().when(accept).thenRejected('PETITION_UNKNOWN');
  });
  it('goes from step to step', () => {
    given(...history(receive(FEEDBACK))).when(act('ResolvePetition', '11-12T09:00', { answer: 'Đã sửa đổi quy định' })).thenRejected('PETITION_NOT_IN_STATUS');
    given(...history(receive(FEEDBACK), accept)).when(act('ResolvePetition', '11-12T09:00', { answer: 'E-42' })).thenRejected('REASON_NOT_HUMAN');
    given(...history(receive(COMPLAINT), accept, act('ResolvePetition', '11-13T09:00', { answer: 'Giữ nguyên quyết định' }))).when(act('PublishAnswer', '11-13T10:00')).thenRejected('ANSWER_NOT_PUBLIC');
  });
  it('is over when it leaves us or goes back', () => {
    const outside = stateOf(receive(FEEDBACK), act('TransferPetition', '11-11T08:00', { unit: null, to: 'Thanh tra tỉnh', reason: 'Thuộc thẩm quyền thanh tra' }));
    const back = stateOf(receive(FEEDBACK), act('ReturnPetition', '11-11T08:00', { guidance: 'Đề nghị gửi Tòa án nhân dân' }));
    for (const state of [outside, back]) expect(state.clocks.every(({ doneAt }) => doneAt === on('11-11T08:00'))).toBe(true);
    expect([outside.status, back.status]).toEqual(['transferred', 'returned']);
  });
  it('has its answer rated once; the same again is nothing', () => {
    const resolved = history(receive(FEEDBACK), accept, act('ResolvePetition', '11-13T09:00', { answer: 'Đã sửa đổi quy định' }), act('RateAnswer', '11-14T09:00', { isSatisfied: true }));
    given(...resolved).when(act('RateAnswer', '11-15T09:00', { isSatisfied: true })).thenNothing();
    given(...resolved).when(act('RateAnswer', '11-15T09:00', { isSatisfied: false })).thenRejected('ANSWER_RATED');
  });
});
