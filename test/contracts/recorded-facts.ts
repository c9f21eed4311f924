import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DescMessage } from '@bufbuild/protobuf';
import { factSchemas } from '@lienthong/contracts';

export const RECORDED = fileURLToPath(new URL('../../contracts/recorded', import.meta.url));

/** One fact as it left a released version: the record on Kafka, and the same fact as a feed's batch of one. */
export type RecordedFact = Readonly<{
  kafka: Readonly<{ key: string; value: string; headers: Readonly<Record<string, string>> }>;
  feed: string;
}>;

/** Messages that are facts of their own and no part of another message. */
export function factTypes(): readonly DescMessage[] {
  const messages = [...factSchemas.values()];
  const parts = new Set(messages.flatMap((message) => message.fields.map((field) => field.message?.typeName)));
  return messages.filter(({ typeName }) => !parts.has(typeName));
}

/** By file name: the type, and from the second released shape on a suffix such as `.2`. */
export async function recordedFacts(): Promise<readonly (readonly [file: string, fact: RecordedFact])[]> {
  const files = (await readdir(RECORDED)).filter((file) => file.endsWith('.json')).toSorted();
  return Promise.all(files.map(async (file) => [file, JSON.parse(await readFile(path.join(RECORDED, file), 'utf8')) as RecordedFact] as const));
}
