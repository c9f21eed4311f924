import type { Channel } from '../application.js';
import type { DossierFacts } from './dossier-facts.js';
import { isWithin, NO_REMARK, type Circumstances, type Indicator, type Judgement } from './indicator.js';
import { judgeOnTime } from './on-time.js';
import type { ProcedureFacts } from './procedure-facts.js';

const BY_CHANNEL = { vi: 'Hồ sơ nộp theo hình thức này / hồ sơ tiếp nhận trong kỳ × tỷ lệ đồng bộ', en: 'Handed in this way / received in the period × rate of synchronisation' };
const NOT_SCALED = { vi: 'Không nhân với tỷ lệ đồng bộ: tỷ lệ đó là chỉ số 1.4, còn đây là số hồ sơ thật.', en: 'Not multiplied by the rate of synchronisation: that is 1.4, and these are real dossiers.' };
const RECEIVED = { vi: 'Hồ sơ tiếp nhận trong kỳ', en: 'Received in the period' };

/** Group 3: what is offered and used online. */
export const ONLINE: readonly Indicator[] = [
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '3.1', group: 'online', zero: 'no-data', threshold: 80, judge: judgeOffered,
    name: { vi: 'Tỷ lệ thủ tục cung cấp dịch vụ công trực tuyến', en: 'Procedures offered online' },
    formula: { vi: '(Thủ tục trực tuyến một phần + toàn trình) / tổng số thủ tục', en: '(Partly + fully online) / all procedures' },
    numerator: { vi: 'Thủ tục trực tuyến', en: 'Offered online' }, denominator: { vi: 'Thủ tục có hiệu lực', en: 'Procedures in force' },
    remark: { vi: 'Thủ tục không khai mức độ trực tuyến thì không tính, nêu ở “không rõ”.', en: 'A procedure that does not declare how far it is online is left out and told as unknown.' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'procedure', number: '3.2', group: 'online', zero: 'zero', judge: judgeUsed,
    name: { vi: 'Tỷ lệ dịch vụ công trực tuyến phát sinh hồ sơ', en: 'Online services with dossiers' },
    formula: { vi: 'Dịch vụ công trực tuyến có hồ sơ nộp trực tuyến trong kỳ / dịch vụ công trực tuyến', en: 'Online services with dossiers handed in online in the period / online services' },
    numerator: { vi: 'Dịch vụ có hồ sơ trực tuyến', en: 'With online dossiers' }, denominator: { vi: 'Dịch vụ công trực tuyến', en: 'Online services' },
    remark: { vi: 'Không có dịch vụ trực tuyến nào thì tỷ lệ bằng 0.', en: 'Without any online service the rate is 0.' },
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '3.3', group: 'online', zero: 'no-data', threshold: 50, judge: judgeOnline, remark: NOT_SCALED,
    name: { vi: 'Tỷ lệ hồ sơ trực tuyến', en: 'Dossiers handed in online' },
    formula: { vi: 'Hồ sơ nộp trực tuyến, có kết quả điện tử nếu thủ tục trả kết quả bằng văn bản / hồ sơ tiếp nhận trong kỳ × tỷ lệ đồng bộ', en: 'Handed in online, with an electronic result if the procedure yields a paper / received in the period × rate of synchronisation' },
    numerator: { vi: 'Hồ sơ trực tuyến', en: 'Online' }, denominator: RECEIVED,
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '3.3-direct', group: 'online', zero: 'no-data', judge: judgeChannel('counter'), formula: BY_CHANNEL, remark: NOT_SCALED,
    name: { vi: 'Tỷ lệ hồ sơ nộp trực tiếp', en: 'Dossiers handed in at the counter' }, numerator: { vi: 'Hồ sơ trực tiếp', en: 'At the counter' }, denominator: RECEIVED,
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '3.3-postal', group: 'online', zero: 'no-data', judge: judgeChannel('postal'), formula: BY_CHANNEL, remark: NOT_SCALED,
    name: { vi: 'Tỷ lệ hồ sơ nộp qua bưu chính', en: 'Dossiers handed in by post' }, numerator: { vi: 'Hồ sơ bưu chính', en: 'By post' }, denominator: RECEIVED,
  },
  {
    ...NO_REMARK, kind: 'ratio', over: 'dossier', number: '3.4', group: 'online', zero: 'no-data', judge: judgeOnlineOnTime,
    name: { vi: 'Kết quả xử lý hồ sơ nộp trực tuyến: đúng hạn', en: 'Online dossiers handled on time' },
    formula: { vi: 'Hồ sơ trực tuyến đúng hạn hoặc còn trong hạn / hồ sơ trực tuyến tiếp nhận, giải quyết trong kỳ', en: 'Online dossiers on time or within time / online dossiers received and handled in the period' },
    numerator: { vi: 'Hồ sơ trực tuyến đúng hạn', en: 'Online and on time' }, denominator: { vi: 'Hồ sơ trực tuyến', en: 'Online dossiers' },
    remark: {
      vi: 'Tên theo màn hình của Cổng Dịch vụ công quốc gia; bản mô tả công thức hiện có không nêu số 3.4, cần xác nhận. Tính như chỉ số 2.1.',
      en: 'Named as the National Portal shows it; the description of formulas at hand has no number 3.4, to be confirmed. Counted as 2.1.',
    },
  },
];

function judgeOnlineOnTime(facts: DossierFacts, circumstances: Circumstances): Judgement {
  return facts.channel === 'online' ? judgeOnTime(facts, circumstances) : 'outside';
}

function judgeOffered({ version: { publicity } }: ProcedureFacts): Judgement {
  if (publicity === undefined || publicity.online === '') return 'unknown';
  return publicity.online === 'none' ? 'missed' : 'met';
}

function judgeUsed(procedure: ProcedureFacts, { appliedOnline }: Circumstances): Judgement {
  const offered = judgeOffered(procedure);
  if (offered !== 'met') return offered === 'missed' ? 'outside' : offered;
  return appliedOnline.has(procedure.version.code) ? 'met' : 'missed';
}

function judgeOnline(facts: DossierFacts, { period, findProcedure }: Circumstances): Judgement {
  if (!isWithin(facts.receivedAt, period)) return 'outside';
  if (facts.channel !== 'online') return 'missed';
  const yields = findProcedure(facts.procedureCode, facts.version)?.version.publicity?.yieldsDocument;
  if (yields === undefined) return facts.hasDigitalResult ? 'met' : 'unknown';
  return !yields || facts.hasDigitalResult ? 'met' : 'missed';
}

function judgeChannel(channel: Channel) {
  return ({ receivedAt, channel: used }: DossierFacts, { period }: Circumstances): Judgement => (isWithin(receivedAt, period) ? (used === channel ? 'met' : 'missed') : 'outside');
}
