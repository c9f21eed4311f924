import type { Command } from '../../command.js';
import { lint as lintDecisions } from '../decision/lint.js';
import { publish as publishDecision } from '../decision/publish.js';
import { diff } from './diff.js';
import { langIn } from './exit-codes.js';
import { lint } from './lint.js';
import { migrate } from './migrate.js';
import { publish } from './publish.js';

async function saidBy(command: Command, args: readonly string[]): Promise<readonly [number, string]> {
  let said = '';
  const code = await command.run(args, { out: () => undefined, err: (text) => void (said += text), env: {} });
  return [code, said.split('\n')[0] ?? ''];
}

describe('arguments that cannot be used', () => {
  it.each<readonly [string, Command, readonly string[]]>([
    ['Cần đúng một tệp mô hình', publish, []], ['Cần mã của đúng một thủ tục', migrate, []], ['Thiếu --reason: lý do, ghi vào lịch sử từng hồ sơ', migrate, ['1.013236', '--from', '1', '--to', '2']],
    ['Chỉ dùng một trong --dry-run, --run, --pause, --resume, --report', migrate, ['1.013236', '--run', '--pause']], ['Cần ít nhất một tệp mô hình', lint, []], ['Cần hai mô hình, cũ rồi mới, nhưng có 1', diff, ['a.bpmn']],
    ['Cần một tệp mô hình; nhiều tệp thì không có --examples', lintDecisions, []], ['Cần đúng một tệp mô hình', publishDecision, []],
  ])('are told in Vietnamese, “%s”, and in English where that is asked for', async (vi, command, args) => {
    expect(await saidBy(command, args)).toEqual([2, vi]);
    expect(await saidBy(command, [...args, '--lang', 'en'])).toEqual([2, expect.stringMatching(/^Expected /)]);
  });

  it('may name the language in either way', () =>
    expect([['--lang', 'en'], ['--lang=en'], ['--lang', 'vi'], ['en'], []].map(langIn)).toEqual(['en', 'en', 'vi', 'vi', 'vi']));
});
