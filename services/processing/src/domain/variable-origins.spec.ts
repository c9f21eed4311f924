import type { InstanceEvent } from './instance.js';
import { originsOf, type Origins } from './variable-origins.js';

const AT = (hour: number): string => `2026-11-20T${String(hour).padStart(2, '0')}:00:00+07:00`;
const BY = { subject: 'o-1', name: 'Cán bộ mẫu' };
const event = (type: string, data: object): InstanceEvent => ({ type, data }) as unknown as InstanceEvent;
const started = event('InstanceStarted', { variables: { childName: 'Trẻ mẫu', toString: 1 }, at: AT(8) });
const set = (variables: object, scope?: string): InstanceEvent => event('VariablesSet', { variables, by: null, reason: null, ...(scope !== undefined && { scope }) });
const opened = event('JobOpened', { jobKey: 'check#1', name: 'Kiểm tra', nameEn: '' });
const done = (fact: string | null, by: object | null): InstanceEvent => event('JobCompleted', { jobKey: 'check#1', element: 'check', fact, by, at: AT(9) });
const said = (events: readonly InstanceEvent[], name: string, parent: Readonly<{ code: string; origins: Origins }> | null = null) => {
  const origins = originsOf(events, { code: 'D1', nameOf: (element) => (element === 'news' ? 'Đã đăng ký' : undefined), parent });
  return Object.hasOwn(origins, name) ? [origins[name]?.kind, origins[name]?.words.vi, origins[name]?.at] : undefined;
};

describe('a variable comes from', () => {
  it.each<[string, readonly InstanceEvent[], readonly unknown[] | undefined]>([
    ['the application', [started], ['application', 'đơn của hồ sơ D1', AT(8)]],
    ['an officer’s step', [started, opened, done(null, BY), set({ childName: 'x' })], ['step', 'bước “Kiểm tra” do Cán bộ mẫu làm', AT(9)]],
    ['a worker’s step', [started, opened, done(null, null), set({ childName: 'x' })], ['step', 'bước “Kiểm tra”', AT(9)]],
    ['an agency’s fact', [started, opened, done('lienthong.land_registry.v1.ParcelVerified', null), set({ childName: 'x' })], ['fact', 'bước “Kiểm tra”', AT(9)]],
    ['news, by the name of its event', [started, event('EventOccurred', { element: 'news', name: 'birth-registered', at: AT(10) }), set({ childName: 'x' })], ['message', 'tin nhận được “Đã đăng ký”', AT(10)]],
    ['news, by its own name where the event has none', [started, event('EventOccurred', { element: 'other', name: 'birth-registered', at: AT(10) }), set({ childName: 'x' })], ['message', 'tin nhận được “birth-registered”', AT(10)]],
    ['a decision', [started, event('DecisionEvaluated', { decisionName: 'Mức phí', at: AT(11) }), set({ childName: 'x' })], ['decision', 'bảng quyết định “Mức phí”', AT(11)]],
    ['an officer who changed it by hand', [started, event('InstanceModified', { by: BY, at: AT(12) }), set({ childName: 'x' })], ['officer', 'cán bộ Cán bộ mẫu sửa', AT(12)]],
    ['what was packed with other steps', [started, opened, done(null, null), event('StepsTaken', { steps: [set({ childName: 'x' })] })], ['step', 'bước “Kiểm tra”', AT(9)]],
    ['where it came from before, if only an element’s own was set', [started, opened, done(null, null), set({ childName: 'x' }, 'check#1')], ['application', 'đơn của hồ sơ D1', AT(8)]],
    ['nowhere, if nobody set it', [event('InstanceStarted', { variables: {}, at: AT(8) })], undefined],
  ])('%s', (_from, events, expected) => expect(said(events, 'childName')).toEqual(expected));

  it('the case of a child dossier, as the case knows it', () => {
    const origins = originsOf([started, opened, done(null, BY), set({ personalId: '1' })], { code: 'P1', nameOf: () => undefined, parent: null });
    const asked = event('EventOccurred', { element: 'asked', name: 'ask-part', at: AT(13) });
    const child = event('InstanceStarted', { startEvent: 'asked', variables: { childName: 'x', personalId: '1', code: 'D1', constructor: 1 }, at: AT(13) });
    const parent = { code: 'P1', origins };
    expect(said([child], 'childName', parent)).toEqual(['case', 'hồ sơ liên thông P1', AT(8)]);
    expect(said([child], 'personalId', parent)).toEqual(['case', 'hồ sơ liên thông P1, bước “Kiểm tra” do Cán bộ mẫu làm', AT(9)]);
    expect(said([child, asked, set({ childName: 'x' })], 'childName', parent)).toEqual(['case', 'hồ sơ liên thông P1', AT(8)]);
    expect(said([child], 'constructor', parent)).toEqual(['case', 'hồ sơ liên thông P1', AT(13)]);
  });
});
