import './node-buffer.js';
import type { Answer, Question } from './outcome.js';
import { readKeys, readProof } from './read-proof.js';

// Reads proofs beside the page, so that the page stays responsive. It is given bytes and answers with what they prove; it asks nobody.

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const answer: Answer = data.ask === 'policy' ? { id: data.id, policy: readKeys(data.policy) } : { id: data.id, proof: readProof(new Uint8Array(data.file), data.policy) };
  postMessage(answer);
});
