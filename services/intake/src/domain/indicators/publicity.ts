import { dueDate } from '@lienthong/calendar';
import type { DossierFacts } from './dossier-facts.js';
import { isWithin, NO_REMARK, type Circumstances, type Indicator, type Judgement } from './indicator.js';
import type { ProcedureFacts } from './procedure-facts.js';

/** Working days that have to lie between the decision and the day it takes effect (1.1), and in which it is published (1.2), by who decided. */
const DAYS = { ministry: { ahead: 20, toPublish: 10 }, province: { ahead: 5, toPublish: 5 } } as const;
const DEADLINE = { vi: 'Thủ tục không khai ngày quyết định công bố và cấp ban hành thì không tính; số thủ tục đó nêu ở “không rõ”.', en: 'A procedure that does not declare the day of its decision and who decided is left out; how many is told as unknown.' };

/** Group 1: what is known of a procedure in public. */
export const PUBLICITY: readonly Indicator[] = [
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '1.1', group: 'publicity', zero: 'no-data', judge: judgeAnnounced, remark: DEADLINE,
    name: { vi: 'Tỷ lệ thủ tục được công bố đúng hạn', en: 'Procedures announced on time' },
    formula: { vi: 'Số thủ tục công bố đúng hạn / số thủ tục công bố trong kỳ; đúng hạn: trước ngày hiệu lực 20 ngày làm việc (bộ) hoặc 5 ngày làm việc (tỉnh)', en: 'Announced on time / announced in the period; on time: 20 (ministry) or 5 (province) working days before it takes effect' },
    numerator: { vi: 'Thủ tục công bố đúng hạn', en: 'Announced on time' }, denominator: { vi: 'Thủ tục công bố trong kỳ', en: 'Announced in the period' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '1.2', group: 'publicity', zero: 'no-data', judge: judgePublished, remark: DEADLINE,
    name: { vi: 'Tỷ lệ thủ tục được công khai đúng hạn', en: 'Procedures published on time' },
    formula: { vi: 'Số thủ tục công khai trong 10 ngày làm việc (bộ) hoặc 5 ngày làm việc (tỉnh) kể từ ngày quyết định / số thủ tục phải công khai trong kỳ', en: 'Published within 10 (ministry) or 5 (province) working days of the decision / to be published in the period' },
    numerator: { vi: 'Thủ tục công khai đúng hạn', en: 'Published on time' }, denominator: { vi: 'Thủ tục phải công khai', en: 'To be published' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '1.3', group: 'publicity', zero: 'no-data', judge: judgeComplete,
    name: { vi: 'Tỷ lệ thủ tục được công khai đủ các bộ phận tạo thành', en: 'Procedures published with all their parts' },
    formula: { vi: 'Số thủ tục có đủ tên, trình tự, cách thức, thành phần hồ sơ, thời hạn, đối tượng, cơ quan / số thủ tục đã công khai', en: 'With name, steps, manner, components, time, subject and agency / all published' },
    numerator: { vi: 'Thủ tục công khai đầy đủ', en: 'Published in full' }, denominator: { vi: 'Thủ tục đã công khai', en: 'Published' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '1.4', group: 'publicity', zero: 'no-data', judge: judgeSynchronised,
    name: { vi: 'Tỷ lệ hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia', en: 'Dossiers synchronised to the National Portal' },
    formula: { vi: 'Số hồ sơ đã đồng bộ có ngày tiếp nhận trong kỳ / số lớn hơn giữa hồ sơ báo cáo và hồ sơ đồng bộ', en: 'Synchronised with a day of receipt in the period / the greater of reported and synchronised' },
    numerator: { vi: 'Hồ sơ đã đồng bộ', en: 'Synchronised' }, denominator: { vi: 'Hồ sơ phải đồng bộ', en: 'To be synchronised' },
    remark: {
      vi: 'Hồ sơ đã đồng bộ: đến hết kỳ, Cổng đã nhận hồ sơ cùng ngày tiếp nhận. Mẫu số là hồ sơ tiếp nhận trong kỳ: hồ sơ đã đồng bộ nào cũng nằm trong đó, nên đó luôn là số lớn hơn và không phải lấy số của năm trước chia ra.',
      en: 'Synchronised: by the end of the period the portal has taken the dossier with its day of receipt. Below the line stands what was received in the period: whatever is synchronised is among it, so it is always the greater, and no share of last year’s number is needed.',
    },
    source: {
      isThere: ({ isPortalConnected }) => isPortalConnected,
      missing: { vi: 'Đến hết kỳ chưa có kết nối nào báo kết quả đồng bộ với Cổng Dịch vụ công quốc gia, nên không biết hồ sơ nào đã đồng bộ.', en: 'By the end of the period no connector had reported from the National Portal, so nobody knows what was synchronised.' },
    },
  },
];

function judgeAnnounced({ version }: ProcedureFacts, { period, findCalendar }: Circumstances): Judgement {
  const { publicity, effectiveFrom, calendar } = version;
  if (publicity === undefined || publicity.level === '' || publicity.announcedOn === '') return 'unknown';
  if (!isWithin(startOf(publicity.announcedOn), period)) return 'outside';
  return verdict(dayAfter(publicity.announcedOn, DAYS[publicity.level].ahead, findCalendar(calendar)), effectiveFrom);
}

function judgePublished({ version }: ProcedureFacts, { period, findCalendar }: Circumstances): Judgement {
  const { publicity, publishedAt, calendar } = version;
  if (publicity === undefined || publicity.level === '' || publicity.announcedOn === '' || publishedAt === undefined) return 'unknown';
  if (!isWithin(startOf(publicity.announcedOn), period)) return 'outside';
  const last = dayAfter(publicity.announcedOn, DAYS[publicity.level].toPublish, findCalendar(calendar));
  return last === undefined ? 'unknown' : publishedAt.slice(0, 10) <= last ? 'met' : 'missed';
}

function judgeComplete({ version: { name, steps = 0, components, limit, publicity } }: ProcedureFacts): Judgement {
  const isDescribed = name.vi !== '' && steps > 0 && components.length > 0 && limit.duration !== '';
  return isDescribed && publicity !== undefined && publicity.channels.length > 0 && publicity.subjects.length > 0 ? 'met' : 'missed';
}

function judgeSynchronised({ receivedAt, synchronisedAt }: DossierFacts, { period }: Circumstances): Judgement {
  return isWithin(receivedAt, period) ? (synchronisedAt === null ? 'missed' : 'met') : 'outside';
}

function verdict(earliest: string | undefined, effectiveFrom: string): Judgement {
  return earliest === undefined ? 'unknown' : earliest <= effectiveFrom ? 'met' : 'missed';
}

/** The day that lies so many working days after another, as a limit of a dossier is counted. */
function dayAfter(day: string, amount: number, calendar: ReturnType<Circumstances['findCalendar']>): string | undefined {
  const due = calendar && dueDate(calendar, startOf(day), { unit: 'working-days', amount });
  return due?.kind === 'due' ? due.dueAt.slice(0, 10) : undefined;
}

function startOf(day: string): string {
  return `${day}T00:00:00.000+07:00`;
}
