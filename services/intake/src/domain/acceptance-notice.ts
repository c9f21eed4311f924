import { describeLimit } from '@lienthong/calendar';
import type { Text } from '@lienthong/kernel';
import type { KnownPetition } from './petition.js';

/** The notice that a petition is taken up: to its author, by the unit that has it, with the law and the date by which it will be resolved. */
export type AcceptanceNotice = Readonly<{
  title: Text; number: string; unit: string; author: Readonly<{ name: string; address: string }>; subject: string; receivedAt: string; acceptedAt: string;
  limit: Text; dueAt: string; legalBasis: readonly Text[];
}>;

const MATTERS: Readonly<Record<KnownPetition['petition']['matter'], Text>> = {
  complaint: { vi: 'giải quyết khiếu nại', en: 'of a complaint' }, denunciation: { vi: 'giải quyết tố cáo', en: 'of a denunciation' },
  reflection: { vi: 'giải quyết kiến nghị, phản ánh', en: 'of a recommendation or reflection' }, 'regulation-feedback': { vi: 'xử lý phản ánh, kiến nghị về quy định hành chính', en: 'of feedback about administrative rules' },
};

/** Undefined until it is taken up, and where nobody is known to whom a notice could go. */
export function acceptanceNotice({ number, unit, author, subject, receivedAt, acceptedAt, petition, clocks }: KnownPetition): AcceptanceNotice | undefined {
  const resolution = clocks.findLast(({ stage }) => stage === 'resolution');
  if (acceptedAt === null || author === null || resolution === undefined) return undefined;
  const { vi, en } = MATTERS[petition.matter];
  const laws = new Map(clocks.filter(({ stage }) => stage === 'acceptance' || stage === 'processing' || stage === 'resolution').map(({ source }) => [source.vi, source]));
  return {
    title: { vi: `Thông báo về việc thụ lý ${vi}`, en: `Notice of acceptance ${en}` }, number, unit, author: { name: author.name, address: author.address }, subject, receivedAt, acceptedAt,
    limit: describeLimit(resolution.limit), dueAt: resolution.dueAt, legalBasis: [...laws.values()],
  };
}
