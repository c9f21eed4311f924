// One impurity per statement; the purity walk must name each of them once, by the word in the comment.
import { readFileSync } from 'node:fs'; // import
class Parcel { // class
  @sealed owner = ''; // decorator
}
function sealed(): void {}
export function explode(): never { throw new Error('x'); } // throw
export async function later(): Promise<void> {} // async
export const now = new Date(); // date
export const stamp = Date.now(); // date
export const luck = Math.random(); // random
export const home = process.env['HOME']; // process
export function shout(): void { console.log('x'); } // console
export const timer = setTimeout(() => {}, 1); // timer
export const id = crypto.randomUUID(); // random
export const text = readFileSync('x');
export { Parcel };
