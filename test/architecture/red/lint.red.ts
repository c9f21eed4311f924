// One offence per line; the linter must name each of them by the rule in the comment.
const work = async (): Promise<number> => 1;
work(); // no-floating-promises
[1].forEach(async () => { await work(); }); // no-misused-promises
await 1; // await-thenable
export const anything: any = 1; // no-explicit-any
console.log('x'); // no-console
export function endless(): number { // max-lines-per-function
  let n = 0;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  n += 1;
  return n;
}
