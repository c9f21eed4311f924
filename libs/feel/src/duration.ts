/** `nanos` is exact and may be negative. */
export type DaysDuration = Readonly<{ kind: 'days and time duration'; nanos: bigint }>;
export type MonthsDuration = Readonly<{ kind: 'years and months duration'; months: number }>;

const DAYS = /^(-?)P(?:(\d{1,12})D)?(?:T(?:(\d{1,14})H)?(?:(\d{1,15})M)?(?:(\d{1,17})(?:\.(\d{0,9}))?S)?)?$/;
const MONTHS = /^(-?)P(?:(\d{1,10})Y)?(?:(\d{1,11})M)?$/;
const SECOND = 1_000_000_000n;
/** What lies between the first and the last year of a date is less than this. */
const MAX_DAYS_NANOS = 1_000_000_000_000n * 86_400n * SECOND;
const MAX_MONTHS = 24_000_000_000;

/** Undefined beyond any two dates. */
export const daysDuration = (nanos: bigint): DaysDuration | undefined =>
  nanos > MAX_DAYS_NANOS || nanos < -MAX_DAYS_NANOS ? undefined : { kind: 'days and time duration', nanos };
export const monthsDuration = (months: number): MonthsDuration | undefined =>
  Number.isInteger(months) && Math.abs(months) <= MAX_MONTHS ? { kind: 'years and months duration', months: months + 0 } : undefined;

/** `P1DT2H30M`, `-PT0.5S`, `P1Y6M`. Years and days do not mix: a month has no fixed number of days. */
export function parseDuration(text: string): DaysDuration | MonthsDuration | undefined {
  if (!/[\d.][A-Z]$/.test(text)) return undefined;
  const [, sign, years, months] = MONTHS.exec(text) ?? [];
  if (sign !== undefined) return monthsDuration((Number(years ?? 0) * 12 + Number(months ?? 0)) * (sign === '-' ? -1 : 1));
  const [, minus, days, hours, minutes, seconds, fraction = ''] = DAYS.exec(text) ?? [];
  if (minus === undefined) return undefined;
  const total =
    BigInt(days ?? 0) * 86_400n + BigInt(hours ?? 0) * 3600n + BigInt(minutes ?? 0) * 60n + BigInt(seconds ?? 0);
  const nanos = total * SECOND + BigInt(fraction.padEnd(9, '0'));
  return daysDuration(minus === '-' ? -nanos : nanos);
}

export type DurationParts = Readonly<{ days: bigint; hours: bigint; minutes: bigint; seconds: bigint; nanos: bigint }>;

/** All parts carry the sign of the whole, as DMN's properties do. */
export const partsOf = ({ nanos }: DaysDuration): DurationParts => ({
  days: nanos / (86_400n * SECOND),
  hours: (nanos / (3600n * SECOND)) % 24n,
  minutes: (nanos / (60n * SECOND)) % 60n,
  seconds: (nanos / SECOND) % 60n,
  nanos: nanos % SECOND,
});

export function durationText(duration: DaysDuration | MonthsDuration): string {
  if (duration.kind === 'years and months duration') {
    const size = Math.abs(duration.months);
    const [years, months] = [Math.floor(size / 12), size % 12];
    return `${duration.months < 0 ? '-' : ''}P${years > 0 ? `${years}Y` : ''}${months > 0 || years === 0 ? `${months}M` : ''}`;
  }
  const isNegative = duration.nanos < 0n;
  const { days, hours, minutes, seconds, nanos } = partsOf(isNegative ? { ...duration, nanos: -duration.nanos } : duration);
  const fraction = nanos === 0n ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`;
  const second = seconds > 0n || fraction !== '' ? `${seconds}${fraction}S` : '';
  const clock = `${hours > 0n ? `${hours}H` : ''}${minutes > 0n ? `${minutes}M` : ''}${second}`;
  const date = days > 0n ? `${days}D` : '';
  return `${isNegative ? '-' : ''}P${date}${clock === '' ? (date === '' ? 'T0S' : '') : `T${clock}`}`;
}
