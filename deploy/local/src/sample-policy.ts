import { sampleKey, writePolicy } from '@lienthong/transparency-log';
import type { Policy } from '@lienthong/transparency-log';
import { SERVICES_WITH_LOG } from './service-environment.js';

export type PolicyAddresses = Readonly<{ gateway: string; neighbour: string }>;

const PROVINCE = 'lienthong.local';
const HEAD = '# Khóa mẫu, ai cũng tính được: chỉ để dùng thử / sample keys that anybody can compute: for trials only\n';

/**
 * Whom a trial believes: every service's log, and either of two witnesses. Either, since audit may not cosign its own log: that one needs the
 * neighbour. The keys are the samples that services and witnesses take in local mode.
 */
export function samplePolicy({ gateway, neighbour }: PolicyAddresses): string {
  const policy: Policy = {
    logs: SERVICES_WITH_LOG.map((service) => ({ key: sampleKey(`${PROVINCE}/${service}`, 'note').verifier, url: `${gateway}/log/${service}` })),
    witnesses: [
      { name: 'audit', key: sampleKey(`${PROVINCE}/audit/witness`, 'cosignature').verifier, url: `${gateway}/witness` },
      { name: 'neighbour', key: sampleKey('lienthong.neighbour/witness', 'cosignature').verifier, url: neighbour },
    ],
    groups: [{ name: 'witnesses', threshold: 1, members: ['audit', 'neighbour'] }], quorum: 'witnesses', completeness: [sampleKey(`${PROVINCE}/audit/completeness`, 'note').verifier],
  };
  return HEAD + writePolicy(policy);
}
