import type { Bilingual } from '@lienthong/calendar';

/** The ten states in which the National Portal knows a dossier (domain §2.1). Finer states inside an agency are that agency's own. */
export const NATIONAL_STATES = {
  1: { vi: 'Mới đăng ký', en: 'Submitted' },
  2: { vi: 'Được tiếp nhận', en: 'Accepted' },
  3: { vi: 'Không được tiếp nhận', en: 'Not accepted' },
  4: { vi: 'Đang xử lý', en: 'In process' },
  5: { vi: 'Yêu cầu bổ sung giấy tờ', en: 'Supplement requested' },
  6: { vi: 'Yêu cầu thực hiện nghĩa vụ tài chính', en: 'Payment requested' },
  7: { vi: 'Công dân yêu cầu rút hồ sơ', en: 'Withdrawn by the citizen' },
  8: { vi: 'Dừng xử lý', en: 'Stopped' },
  9: { vi: 'Đã xử lý xong', en: 'Finished' },
  10: { vi: 'Đã trả kết quả', en: 'Result returned' },
} as const satisfies Record<number, Bilingual>;

export type NationalState = keyof typeof NATIONAL_STATES;

/** The action is refused in this state. */
const NO = 'no';
/** The action has nothing to add in this state: a repeat, or a message that comes after the end. */
const IDLE = 'idle';
/** Back to where the supplement was asked for: 1 before receipt, 4 after it. */
const BACK = 'back';

export type Step = NationalState | typeof NO | typeof IDLE | typeof BACK;
type Row = readonly [Step, Step, Step, Step, Step, Step, Step, Step, Step, Step];

/**
 * What may happen to a dossier in each state, and the state it is in afterwards. A row is an action, a column one of the states 1 to 10.
 * The portal's suggested transitions are kept, and six are added that it does not list but the law allows: a procedure may ask for money
 * or end without a department (2 to 6, 2 to 9), citizens may withdraw while something is asked of them (5 to 7, 6 to 7), and a withdrawal
 * comes to nothing when the decision was there before it (7 to 4, 7 to 9).
 */
export const TRANSITIONS = {
  //                     1     2     3     4     5     6     7     8     9     10
  // by the clerk or the citizen
  accept:             [  2,   NO,   NO,   NO,   NO,   NO,   NO,   NO,   NO,   NO ],
  refuse:             [  3,    8, IDLE,    8,    8,    8,   NO, IDLE,   NO,   NO ],
  requestSupplement:  [  5,   NO,   NO,   NO,   NO,   NO,   NO,   NO,   NO,   NO ],
  supplement:         [ NO,   NO,   NO,   NO, BACK,   NO,   NO,   NO,   NO,   NO ],
  withdraw:           [  7,    7,   NO,    7,    7,    7, IDLE,   NO,   NO,   NO ],
  handOver:           [ NO,   NO,   NO,   NO,   NO,   NO,   NO,   NO,   10, IDLE ],
  rate:               [ NO,   NO,    3,   NO,   NO,   NO,   NO,    8,   NO,   10 ],
  // by an officer whose task it is: the state stays
  attach:             [ NO,    2,   NO,    4,    5,    6,    7,   NO,    9,   NO ],
  // by the procedure, as its steps open
  work:               [ NO,    4, IDLE, IDLE,    4,    4, IDLE, IDLE,    4, IDLE ],
  awaitSupplement:    [ NO,    5, IDLE,    5, IDLE,    5, IDLE, IDLE,   NO, IDLE ],
  awaitPayment:       [ NO,    6, IDLE,    6,    6, IDLE, IDLE, IDLE,   NO, IDLE ],
  decide:             [ NO,    4, IDLE,    4,    4,    4,    4, IDLE, IDLE, IDLE ],
  finish:             [ NO,    9, IDLE,    9,    9,    9,    9, IDLE, IDLE, IDLE ],
  stop:               [ NO,    8, IDLE,    8,    8,    8,    8, IDLE,   NO, IDLE ],
  // by the post; heard before the procedure's last step, it finishes the dossier first
  deliver:            [ NO,   NO, IDLE,   NO,   NO,   NO,   NO, IDLE,   10, IDLE ],
} as const satisfies Record<string, Row>;

export type Action = keyof typeof TRANSITIONS;

export function stepFor(action: Action, state: NationalState): Step {
  return (TRANSITIONS[action] as Row)[state - 1] ?? NO;
}

/** Nothing changes a dossier after these, except the citizen's rating. */
export function isFinal(state: NationalState): boolean {
  return state === 3 || state === 8 || state === 10;
}

/** The states that a step of a procedure can put a dossier into, with the action that does it. */
export const FOLLOWED = { 4: 'work', 5: 'awaitSupplement', 6: 'awaitPayment', 9: 'finish' } as const satisfies Partial<Record<NationalState, Action>>;

export type FollowedState = keyof typeof FOLLOWED;

export function isFollowedState(state: number): state is FollowedState {
  return Object.hasOwn(FOLLOWED, state);
}
