import type { Explanation, ExplanationLine, Text } from '@lienthong/kernel';
import type { Dossier } from './dossier.js';

const NOTHING: Text = { vi: '', en: '' };

/** Form 03 as an account: at which stage, by whom, why, on which ground. Undefined for a dossier that was not refused. */
export function explainRefusal(dossier: Dossier): Explanation | undefined {
  const { code } = dossier;
  const refusal = dossier.refusal ?? refusalIn(dossier);
  if (refusal === undefined) return undefined;
  const { stage, reason, legalBasis, refusedBy, refusedAt } = refusal;
  const source: Text = legalBasis === '' ? NOTHING : { vi: legalBasis, en: legalBasis };
  const line = (step: string, text: Text, result: string | null, law: Text): ExplanationLine => ({ step, text, arithmetic: '', result, source: law, rule: null });
  const where: Text = stage === 'intake'
    ? { vi: 'Từ chối khi tiếp nhận, trước khi có giấy tiếp nhận', en: 'Refused at intake, before a receipt' }
    : { vi: 'Từ chối trong quá trình giải quyết, theo bước của thủ tục', en: 'Refused during appraisal, at a step of the procedure' };
  const officer = refusedBy === null ? '' : `${refusedBy.name}, ${refusedBy.unit}`;
  return {
    of: 'refusal', about: code, value: reason,
    answer: { vi: `Hồ sơ bị từ chối: ${reason}`, en: `The dossier was refused: ${reason}` },
    lines: [line('stage', where, null, NOTHING), ...(officer === '' ? [] : [line('who', { vi: officer, en: officer }, refusedAt, NOTHING)]), line('reason', { vi: reason, en: reason }, reason, source)],
  };
}

/** What a refusal of an earlier release left. */
function refusalIn({ ending, receipt }: Dossier): Readonly<{ stage: 'intake' | 'appraisal'; reason: string; legalBasis: string; refusedBy: null; refusedAt: string }> | undefined {
  return ending?.kind === 'refused' ? { stage: receipt === null ? 'intake' : 'appraisal', reason: ending.text, legalBasis: '', refusedBy: null, refusedAt: ending.at } : undefined;
}
