/** How a played transfer ends. */
export type Ending = 'posted' | 'counter' | 'supplemented' | 'refused' | 'unpaid';

/** One land transfer that the players will carry through. Sample data: every name and number is made up. */
export type TransferPlan = Readonly<{
  number: number;
  ending: Ending;
  transferor: SamplePerson;
  transferee: SamplePerson;
  commune: string;
  mapSheet: string;
  parcelNumber: string;
  certificateNumber: string;
  /** Integer đồng. */
  contractPrice: number;
  /** Square metres, decimal text. */
  area: string;
}>;

export type SamplePerson = Readonly<{ name: string; identifier: string; address: string; phone: string; email: string }>;

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi'];
const MIDDLE = ['Văn', 'Thị', 'Minh', 'Ngọc', 'Quang', 'Thu'];
const GIVEN = ['An', 'Bình', 'Cường', 'Dung', 'Hà', 'Hưởng', 'Khánh', 'Lan', 'Mai', 'Nghĩa', 'Phượng', 'Quỳnh'];

/** Of ten transfers four go by post, three over the counter, one needs a supplement, one is refused, one is never paid. */
const ENDINGS: readonly Ending[] = ['posted', 'counter', 'posted', 'supplemented', 'counter', 'posted', 'refused', 'counter', 'posted', 'unpaid'];

/** `run` keeps the parcels of one run apart from those of another. */
export function planTransfer(number: number, run: string): TransferPlan {
  const pick = <T>(from: readonly T[], step: number): T => from[(number * step) % from.length]!;
  const person = (role: number): SamplePerson => ({
    name: `${pick(FAMILY, 3 + role)} ${pick(MIDDLE, 5 + role)} ${pick(GIVEN, 7 + role)}`,
    identifier: `03820${role}${String(number).padStart(6, '0')}`,
    address: `Thôn ${1 + (number % 9)}, xã mẫu, tỉnh Thanh Hóa`, phone: `09${String(10_000_000 + number).padStart(8, '0')}`, email: `mau${number}.${role}@example.vn`,
  });
  return {
    number, ending: ENDINGS[number % ENDINGS.length]!, transferor: person(1), transferee: person(2),
    commune: '14758', mapSheet: run, parcelNumber: String(number + 1), certificateNumber: `CS ${run}${String(number + 1).padStart(5, '0')}`,
    contractPrice: 900_000_000 + number * 10_000_000, area: `${100 + (number % 150)}.5`,
  };
}
