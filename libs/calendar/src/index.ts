export { apologyDeadline, checkApology, DEFAULT_APOLOGY_RULE, type ApologyCheck, type ApologyRefusal, type ApologyRule } from './apology.js';
export type { Bilingual } from './bilingual.js';
export { calendarBook, RELEASED_CALENDARS, type CalendarBook } from './calendar-book.js';
export {
  calendarReference, type CalendarData, type CalendarFinding, type ClockTime, type ClosedDay, type DayConfidence, type Shift, type SwappedDay, type WeekdayName,
} from './calendar-data.js';
export { differenceOfCalendars, type CalendarChange } from './calendar-difference.js';
export { viewCalendar, type CalendarDay, type CalendarView } from './calendar-view.js';
export { readCalendar, type CalendarReading } from './calendar-reading.js';
export { readDay, writeDay } from './civil-day.js';
export { evolveClock, clockNotStarted, type Clock, type ClockEvent, type ClockRevision, type StartedClock } from './clock.js';
export type { ClockFacts, ClockMove } from './clock-facts.js';
export type { ClockCorrection } from './clock-correction.js';
export { clockDueDate } from './clock-due-date.js';
export { compileCalendar, type CalendarCompilation, type WorkingCalendar } from './compiled-calendar.js';
export {
  COUNTING_RULES, countingRulesOf, limitForChannel,
  type Channel, type Confidence, type CountingRule, type CountingRuleName, type CountingRules, type LimitByChannel, type RollForward,
} from './counting-rules.js';
export type { DerivationLine, DerivationStep } from './derivation.js';
export { describeAllTerms, describeTerms } from './describe-terms.js';
export { dueDate, type DueDate } from './due-date.js';
export { dueDateHistory, type DatedDueDate, type DueDateHistory } from './due-date-history.js';
export { explainDueDate, type DueDateWords, type ExplainedDueDate } from './explain-due-date.js';
export { isSuspensionGround, SUSPENSION_GROUNDS, type SuspensionGround } from './grounds.js';
export { limitOfTerms, ROLL_FORWARDS, type CountedLimit, type LimitTerms } from './limit-terms.js';
export { describeLimit, describeMinutes, parseLimit, type LimitReading, type TimeLimit } from './limit.js';
export {
  findPetitionLimit, PETITION_LIMITS, petitionDueDate, type PetitionCase, type PetitionComplexity, type PetitionLimit, type PetitionMatter, type PetitionStage,
} from './petition-limits.js';
export { stepFacts, type ClockedStep } from './step-clock.js';
export { tacitMoment, type TacitMoment, type TacitOutcome } from './tacit.js';
export {
  DEFAULT_WARNING_POINTS, describeWarningTime, MOST_WARNING_POINTS, parseWarningTime, RECEIVER_NAMES, WARNING_RECEIVERS, type WarningPoint, type WarningReceiver, type WarningTime,
} from './warning-points.js';
export { clockWarnings, warningMoments, type WarnedClock, type Warning, type Warnings } from './warnings.js';
export { addWorkingTime, workingMinutesBetween, type CalendarRefusal, type MinutesResult, type MomentResult, type Refused } from './working-time.js';
export { VN_H56_2026 } from './vn-h56-2026.js';
export { readICalendar, type ICalendarReading } from './ical/read-icalendar.js';
export { writeICalendar } from './ical/write-icalendar.js';
