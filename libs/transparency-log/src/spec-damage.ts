/** One to four changes at random places, each of at most `longest` bytes: other bytes, fewer, twice the same, a piece of another sample. */
export function damaged(sample: Buffer, other: Buffer, roll: (below: number) => number, longest: number): Buffer {
  let bytes = Buffer.from(sample);
  for (let changes = 1 + roll(4); changes > 0; changes -= 1) {
    const at = roll(bytes.length + 1);
    const rest = at + roll(longest);
    switch (roll(4)) {
      case 0: if (at < bytes.length) bytes[at] = roll(256); break;
      case 1: bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(rest)]); break;
      case 2: bytes = Buffer.concat([bytes.subarray(0, rest), bytes.subarray(at)]); break;
      default: bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(at, rest), bytes.subarray(at)]);
    }
  }
  return bytes;
}
