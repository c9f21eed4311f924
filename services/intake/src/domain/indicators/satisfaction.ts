import type { DossierFacts } from './dossier-facts.js';
import { isWithin, NO_REMARK, type Circumstances, type Indicator, type Judgement } from './indicator.js';
import { judgeOnTime } from './on-time.js';
import { isOnTime, type PetitionFacts } from './petition-facts.js';

/** Below this of 18 points a service is rated "trung bình" or "yếu" (domain §1.6): taken as dislike, to be confirmed. */
const LIKED_FROM = 9;
/** Petitions about administrative rules and those who apply them (PAKN); complaints and denunciations are other flows. */
const FEEDBACK = 'regulation-feedback';
const ALL = { vi: 'Phản ánh, kiến nghị nhận trong kỳ', en: 'Petitions about rules received in the period' };

/** Group 5. */
export const SATISFACTION: readonly Indicator[] = [
  {
    ...NO_REMARK, kind: 'ratio', over: 'petition', number: '5.1-policy', group: 'satisfaction', zero: 'no-data', judge: judgeAspect('policy'), denominator: ALL,
    name: { vi: 'Tỷ lệ phản ánh, kiến nghị về chính sách, quy định', en: 'Petitions about policy' }, formula: { vi: 'Phản ánh, kiến nghị về chính sách / tổng số', en: 'About policy / all' }, numerator: { vi: 'Về chính sách', en: 'About policy' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'petition', number: '5.1-behaviour', group: 'satisfaction', zero: 'no-data', judge: judgeAspect('behaviour'), denominator: ALL,
    name: { vi: 'Tỷ lệ phản ánh, kiến nghị về hành vi', en: 'Petitions about behaviour' }, formula: { vi: 'Phản ánh, kiến nghị về hành vi / tổng số', en: 'About behaviour / all' }, numerator: { vi: 'Về hành vi', en: 'About behaviour' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'petition', number: '5.2', group: 'satisfaction', zero: 'no-data', denominator: ALL,
    judge: (facts, { period }) => (isFeedback(facts, period) ? (isOnTime(facts, period.until) ? 'met' : 'missed') : 'outside'),
    name: { vi: 'Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn', en: 'Petitions handled on time' },
    formula: { vi: 'Phản ánh, kiến nghị mà mọi bước đúng hạn (chuyển 2, yêu cầu làm rõ 5, giải quyết 15, công khai 2 ngày làm việc) / tổng số', en: 'Every step on time (pass on 2, ask for more 5, resolve 15, publish 2 working days) / all' }, numerator: { vi: 'Xử lý đúng hạn', en: 'Handled on time' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'petition', number: '5.3', group: 'satisfaction', zero: 'no-data', judge: judgeLiked, denominator: ALL,
    name: { vi: 'Mức độ hài lòng trong xử lý phản ánh, kiến nghị', en: 'Satisfaction with petitions' },
    formula: { vi: '(Tổng số − không hài lòng, gửi lại hoặc trễ hạn) / tổng số', en: '(All − disliked, repeated or late) / all' }, numerator: { vi: 'Không bị đánh giá không hài lòng, không gửi lại, không trễ', en: 'Neither disliked nor repeated nor late' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '5.4', group: 'satisfaction', zero: 'no-data', threshold: 90, judge: judgeSatisfied,
    name: { vi: 'Mức độ hài lòng trong giải quyết thủ tục', en: 'Satisfaction with procedures' },
    formula: { vi: '100 % − (tỷ lệ trễ hạn + tỷ lệ có phản ánh hoặc không hài lòng)', en: '100 % − (late rate + rate with petition or dislike)' },
    numerator: { vi: 'Tổng số trừ hồ sơ trễ hạn, trừ hồ sơ có phản ánh hoặc không hài lòng', en: 'All less late, less petitioned or disliked' }, denominator: { vi: 'Hồ sơ tiếp nhận, giải quyết trong kỳ', en: 'Received and handled in the period' },
    remark: { vi: 'Hồ sơ vừa trễ vừa bị phản ánh bị trừ hai lần, đúng như công thức. Không hài lòng: dưới 9 trên 18 điểm (cần xác nhận).', en: 'A dossier both late and petitioned is taken off twice, as the formula says. Disliked: below 9 of 18 points (to be confirmed).' },
  },
];

function isFeedback({ content, receivedAt }: PetitionFacts, period: Circumstances['period']): boolean {
  return content === FEEDBACK && isWithin(receivedAt, period);
}

function judgeAspect(aspect: string) {
  return (facts: PetitionFacts, { period }: Circumstances): Judgement => {
    if (!isFeedback(facts, period)) return 'outside';
    return facts.aspect === null ? 'unknown' : facts.aspect === aspect ? 'met' : 'missed';
  };
}

function judgeLiked(facts: PetitionFacts, { period }: Circumstances): Judgement {
  if (!isFeedback(facts, period)) return 'outside';
  return facts.isDisliked || facts.isRepeated || !isOnTime(facts, period.until) ? 'missed' : 'met';
}

function judgeSatisfied(facts: DossierFacts, circumstances: Circumstances): Judgement {
  const onTime = judgeOnTime(facts, circumstances);
  if (onTime === 'outside' || onTime === 'unknown') return onTime;
  const isComplained = circumstances.petitioned.has(facts.ref) || (facts.ratedPoints !== null && facts.ratedPoints < LIKED_FROM);
  if (!isComplained) return onTime;
  return onTime === 'missed' ? 'missed twice' : 'missed';
}
