import { after, type Json, type Triangle, type ValuesByName } from '@lienthong/bpmn';
import { unusable, type Unusable } from './exit-codes.js';

/** What is known of how a procedure runs; every field may be left out. */
export type Profile = Readonly<{
  kind: 'profile';
  /** Mean time between two receipts, in minutes; null spreads all cases over thirty days. */
  arrival: number | null;
  /** By element id or job type, in minutes. */
  steps: Readonly<Record<string, Triangle>>;
  /** For steps of which nothing is known; null goes by their limit. */
  otherwise: Triangle | null;
  message: Triangle;
  errorShare: number;
  slowShare: number;
  variables: ValuesByName;
}>;

const MINUTE = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

export const NO_PROFILE: Profile = {
  kind: 'profile', arrival: null, steps: {}, otherwise: null, message: { least: HOUR, likely: DAY, most: 5 * DAY }, errorShare: 0.05, slowShare: 0.02, variables: {},
};

const NAMES = ['arrival', 'steps', 'default', 'messages', 'errors', 'slow', 'variables'];

/** A profile that says something unknown is a slip of the pen, and is told. */
export function readProfile(json: unknown): Profile | Unusable {
  if (!isFields(json)) return unusable('Expected to read the profile, but it is not an object', 'Hồ sơ mô phỏng (--profile) phải là một đối tượng JSON');
  const strange = Object.keys(json).find((name) => !NAMES.includes(name));
  if (strange !== undefined) return unusable(`Expected to read the profile, but it has ${strange}; known are ${NAMES.join(', ')}`, `Hồ sơ mô phỏng có ${strange}; chỉ biết ${NAMES.join(', ')}`);
  const { arrival, steps = {}, default: otherwise, messages, errors = NO_PROFILE.errorShare, slow = NO_PROFILE.slowShare, variables = {} } = json;
  if (!isFields(steps)) return unusable('Expected to read steps of the profile, but they are not an object', 'steps của hồ sơ mô phỏng phải là một đối tượng JSON');
  const read: Record<string, Triangle> = {};
  for (const [name, given] of Object.entries(steps)) {
    const triangle = readTriangle(given);
    if (triangle === null) return unusable(`Expected to read the duration of ${name}, but ${SHAPE}`, `Không đọc được thời gian của ${name}: ${SHAPE_VI}`);
    read[name] = triangle;
  }
  const [mean, rest, message] = [readTriangle(arrival ?? 'PT0S'), readTriangle(otherwise ?? 'PT0S'), readTriangle(messages ?? 'PT0S')];
  if (mean === null || rest === null || message === null) return unusable(`Expected to read arrival, default and messages of the profile, but ${SHAPE}`, `Không đọc được arrival, default, messages của hồ sơ mô phỏng: ${SHAPE_VI}`);
  const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
  if (!isShare(errors) || !isShare(slow)) return unusable('Expected to read errors and slow of the profile, but they are no shares between 0 and 1', 'errors và slow của hồ sơ mô phỏng là tỷ lệ từ 0 đến 1');
  const isLists = isFields(variables) && Object.values(variables).every((values) => Array.isArray(values) && values.length > 0);
  if (!isLists) return unusable('Expected to read variables of the profile, but they are no lists of values by name', 'variables của hồ sơ mô phỏng là danh sách giá trị theo tên biến');
  return {
    kind: 'profile', arrival: arrival === undefined ? null : mean.likely, steps: read, otherwise: otherwise === undefined ? null : rest,
    message: messages === undefined ? NO_PROFILE.message : message, errorShare: errors, slowShare: slow, variables: variables as Readonly<Record<string, readonly Json[]>>,
  };
}

const SHAPE = 'it is neither a duration such as PT4H nor least, likely and most in a list';
const SHAPE_VI = 'cần một khoảng thời gian như PT4H, hoặc danh sách [ít nhất, thường gặp, nhiều nhất]';
const isFields = (json: unknown): json is Readonly<Record<string, unknown>> => typeof json === 'object' && json !== null && !Array.isArray(json);

/** `"PT4H"`, or `["PT1H", "PT4H", "P2D"]`. A day is one of 24 hours here, and 8 working hours where the calendar counts. */
function readTriangle(json: unknown): Triangle | null {
  const texts = Array.isArray(json) ? (json as readonly unknown[]) : [json, json, json];
  const minutes = texts.map((text) => (typeof text === 'string' ? after(0, text) : null)).map((moment) => (moment === null ? null : moment / MINUTE));
  const [least, likely, most] = minutes;
  if (minutes.length !== 3 || least == null || likely == null || most == null || least > likely || likely > most) return null;
  return { least, likely, most };
}
