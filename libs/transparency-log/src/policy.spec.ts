import { cosign, missingForQuorum, openCheckpoint, policyOrigins, readPolicy, signNote, writePolicy } from './index.js';
import { AUDITOR, codeOf, policyOf, testKey, WITNESS } from './spec-keys.js';

const vkey = (name: string, label = '') => testKey(name, 'note', label).verifier.text;
const witness = (name: string) => testKey(`witness.example.org/${name}`, 'cosignature');
const w = (name: string) => `witness ${name} ${witness(name).verifier.text}\n`;
const LOG = `log ${vkey('lienthong.test/intake')}`;

describe('policy', () => {
  it('is read with logs, URLs, witnesses, groups, quorum and the completeness key of the comment', () => {
    const text = `# keys of a test\n\n ${LOG} https://example.org/log/intake\n\tlog\t${vkey('lienthong.test/tax')}\n${w('w1')}witness audit ${WITNESS.verifier.text} https://example.org/witness\ngroup both all w1 audit\nquorum both\n# completeness ${AUDITOR.verifier.text}\n`;
    const policy = policyOf(text);
    expect(policy.logs.map(({ key, url }) => [key.name, url])).toEqual([['lienthong.test/intake', 'https://example.org/log/intake'], ['lienthong.test/tax', null]]);
    expect(policy.witnesses.map(({ name, key, url }) => [name, key.id, url])).toEqual([['w1', 'c3c4543d', null], ['audit', 'bd29accd', 'https://example.org/witness']]);
    expect(policy).toMatchObject({ groups: [{ name: 'both', threshold: 2, members: ['w1', 'audit'] }], quorum: 'both', completeness: [AUDITOR.verifier] });
    expect(policyOf(writePolicy(policy))).toEqual(policy);
    // The last line may lack its end, and every other comment is nobody's business.
    expect(policyOf(text.trimEnd())).toEqual(policy);
    expect(policyOf(`${text}# completeness is attested by the auditor\n# completeness  ${vkey('a')}\n#completeness ${vkey('a')}\n`)).toEqual(policy);
  });

  it('keeps several keys of one log, in the order of its lines', () => {
    const policy = policyOf(`log ${vkey('lienthong.test/tax')}\n${LOG}\nlog ${vkey('lienthong.test/intake', '#2')}\nquorum none\n`);
    expect(policyOrigins(policy)).toEqual(['lienthong.test/intake', 'lienthong.test/tax']);
    expect(policy.logs).toHaveLength(3);
  });

  it.each([
    ['no quorum', `${LOG}\n`], ['two quorums', 'quorum none\nquorum none\n'], ['a quorum that nobody has', 'quorum audit\n'],
    ['a quorum before its witness', `quorum w1\n${w('w1')}`], ['an unknown line', 'logs\nquorum none\n'], ['a member of Object', 'constructor a\nquorum none\n'],
    ['a log twice', `${LOG}\n${LOG}\nquorum none\n`], ['a witness twice under two names', `${w('w1')}witness w2 ${witness('w1').verifier.text}\nquorum none\n`],
    ['a name twice', `${w('w1')}witness w1 ${witness('w2').verifier.text}\nquorum none\n`], ['the name none', `witness none ${witness('w1').verifier.text}\nquorum none\n`],
    ['a cosignature key as log', `log ${WITNESS.verifier.text}\nquorum none\n`], ['a log key as witness', `witness a ${vkey('a')}\nquorum none\n`],
    ['a cosignature key for statements', `quorum none\n# completeness ${WITNESS.verifier.text}\n`], ['a damaged key for statements', `quorum none\n# completeness ${vkey('a').slice(1)}\n`],
    ['a log key of the wrong id', `log ${vkey('a').replace('a+', 'b+')}\nquorum none\n`], ['a log without key', 'log\nquorum none\n'], ['a third word', `${LOG} u v\nquorum none\n`],
    ['a group without members', 'group g any\nquorum none\n'], ['a group of nobody', 'group g any x\nquorum none\n'], ['none in a group', 'group g any none\nquorum none\n'],
    ['a group of itself', `${w('w1')}group g any w1 g\nquorum none\n`], ['a threshold of 0', `${w('w1')}group g 0 w1\nquorum none\n`], ['a threshold above the members', `${w('w1')}group g 2 w1\nquorum none\n`],
    ['a threshold of 01', `${w('w1')}group g 01 w1\nquorum none\n`], ['a member twice', `${w('w1')}group g 2 w1 w1\nquorum none\n`],
    ['a member of two groups', `${w('w1')}group g any w1\ngroup h any w1\nquorum none\n`], ['carriage returns', `${LOG}\r\nquorum none\r\n`],
    ['too many lines', `quorum none\n${'\n'.repeat(10_000)}`], ['too long', `quorum none\n#${' '.repeat(1_000_000)}`], ['a lone surrogate', '#\ud800\nquorum none\n'],
  ])('is refused with %s', (_why, text) => {
    expect(codeOf(readPolicy(text))).toBe('POLICY_FORM');
  });

  it('tells the line that is wrong', () => {
    expect(readPolicy(`${LOG}\n\nwitness a b\nquorum none\n`)).toMatchObject({ because: expect.stringMatching(/^Expected to read line 3 of the policy, but verifier key b: /) as unknown });
  });

  it('counts cosignatures by group, one level on another', () => {
    const text = 'lienthong.test/intake\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n';
    const policy = policyOf(`${LOG}\n${['a', 'b', 'c', 'd', 'e'].map(w).join('')}group north 2 a b c\ngroup south any d e\ngroup all2 all north south\nquorum all2\n`);
    const signed = signNote(text, [testKey('lienthong.test/intake')]);
    const opened = (...names: string[]) => openCheckpoint(signed + names.map((name) => cosign(witness(name), text, 5)).join(''), policy);
    expect(codeOf(opened('a', 'b', 'd'))).toBeNull();
    expect(codeOf(opened('c', 'e', 'b', 'a'))).toBeNull();
    expect(opened('a', 'd')).toMatchObject({ code: 'QUORUM', because: expect.stringContaining('but north are missing') as unknown });
    expect(opened('a', 'b', 'c')).toMatchObject({ code: 'QUORUM', because: expect.stringContaining('south') as unknown });
    // A stranger's cosignature counts for nothing, nor does a log's own line.
    expect(openCheckpoint(signed + ['a', 'd', 'x'].map((name) => cosign(witness(name), text, 5)).join(''), policy)).toMatchObject({ code: 'QUORUM' });
    expect(missingForQuorum(policy, [])).toEqual(['north', 'south']);
  });
});
