import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { readDay, writeDay } from '@lienthong/calendar';
import { Allow, Clock, pageLimit, Position, ReadModels, refuseWith, Requester } from '@lienthong/service-host';
import { lateStepsOf, pageOfLateSteps, stepReportOf, stepView, type LateStepRow, type StepPeriod, type StepRow } from './step-report.js';
import { LateStepsQuery, StepReportQuery } from './step-report.requests.js';

/** A year and the day more of a leap year, as the report of indicators. */
const MOST_DAYS = 366;

/** At which steps procedures are late: of what was due in a period, and who is behind each number. */
@ApiTags('reports')
@Controller('reports/steps')
@Allow({ roles: ['leader', 'auditor', 'administrator'] })
export class StepReportsController {
  constructor(private readonly readModels: ReadModels, private readonly clock: Clock) {}

  /** The steps with the most lateness first. `hoursLate`: the mean of the late ones, by the clock on the wall; of those still open, so far. */
  @Get()
  async report(@Query() query: StepReportQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const period = periodOf(query, this.clock.now());
    const { text, values } = stepReportOf(query, requester, period);
    const rows = await this.readModels.query<StepRow>('step-times', text, values, minPosition);
    return { from: query.from, to: query.to, at: period.now, items: rows.map(stepView) };
  }

  @Get('late')
  async late(@Query() query: LateStepsQuery, @Requester() requester: Requester, @Position() minPosition: number | undefined): Promise<object> {
    const size = pageLimit(query.limit);
    const { text, values } = lateStepsOf(query, requester, periodOf(query, this.clock.now()), size);
    return pageOfLateSteps(await this.readModels.query<LateStepRow>('step-times', text, values, minPosition), size);
  }
}

function periodOf({ from, to }: StepReportQuery, now: string): StepPeriod {
  const [first = 0, last = 0] = [readDay(from), readDay(to)];
  if (first > last) refuseWith('BAD_REQUEST', `Expected to report from ${from} to ${to}, but the first day is after the last`);
  if (last - first >= MOST_DAYS) refuseWith('BAD_REQUEST', `Expected to report from ${from} to ${to}, but that is more than ${MOST_DAYS} days`);
  const end = `${writeDay(last + 1)}T00:00:00.000+07:00`;
  return { from: `${from}T00:00:00.000+07:00`, until: end < now ? end : now, now };
}
