import type { Command } from '../../command.js';
import { evaluate } from '../decision/evaluate.js';
import { lint as lintDecisions } from '../decision/lint.js';
import { publish as publishDecision } from '../decision/publish.js';
import { diff } from './diff.js';
import { langIn } from './exit-codes.js';
import { lint } from './lint.js';
import { migrate } from './migrate.js';
import { publish } from './publish.js';
import { run } from './run.js';
import { simulate } from './simulate.js';

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
    ['Cần đúng một tệp mô hình, hoặc --cases', run, []], ['--cases chỉ đi một mình: mỗi trường hợp tự có những tham số khác', run, ['--cases', '-', '--until', 'P1D']], ['Không có đầu vào chuẩn để đọc các trường hợp', run, ['--cases', '-']],
    ['Không đọc được không-có.bpmn: không có tệp này', run, ['không-có.bpmn']], ['Không đọc được không-có.jsonl: không có tệp này', run, ['--cases', 'không-có.jsonl']],
    ['Không đọc được {x: không phải JSON (Expected property name or \'}\' in JSON at position 1 (line 1 column 2))', run, ['a.bpmn', '--input', '{x']],
    ['Cần đúng một tệp mô hình', simulate, []], ['--cases là số từ 1 đến 1000000, không phải nhiều', simulate, ['a.bpmn', '--cases', 'nhiều']], ['Không đọc được không-có.bpmn: không có tệp này', simulate, ['không-có.bpmn']],
    ['Cần đúng một tệp mô hình, hoặc --cases', evaluate, []], ['Cần đúng một trong --decision, --service, --bkm', evaluate, ['a.dmn']], ['Không đọc được không-có.json: không có tệp này', evaluate, ['a.dmn', '--decision', 'x', '--input', 'không-có.json']],
  ])('are told in Vietnamese, “%s”, and in English where that is asked for', async (vi, command, args) => {
    expect(await saidBy(command, args)).toEqual([2, vi]);
    expect(await saidBy(command, [...args, '--lang', 'en'])).toEqual([2, expect.stringMatching(/^Expected /)]);
  });

  it('may name the language in either way', () =>
    expect([['--lang', 'en'], ['--lang=en'], ['--lang', 'vi'], ['en'], []].map(langIn)).toEqual(['en', 'en', 'vi', 'vi', 'vi']));
});
