import { accepted, rejected, type Command, type Decider, type Decision, type Rejection } from '@lienthong/kernel';
import { evolveStoredFile, noFile, type FileStored, type StoredFile, type StoredFileEvent } from './stored-file.js';

// Commands

export type StoreFile = Command<'StoreFile', FileStored['data']>;

// Rejections

export type StoredFileRejection = Rejection<'FILE_HAS_TOO_MANY_HOLDERS'>;

/** The same bytes from this many different people are no document of theirs: a bound on the stream, far above any real use. */
const MOST_HOLDERS = 200;

// Decide

export const storedFileDecider: Decider<StoreFile, StoredFile, StoredFileEvent, StoredFileRejection> = {
  initial: noFile,
  decide: store,
  evolve: evolveStoredFile,
};

function store({ data }: StoreFile, { holders }: StoredFile): Decision<StoredFileEvent, StoredFileRejection> {
  if (holders.includes(data.holder)) return accepted();
  if (holders.length >= MOST_HOLDERS) return rejected('FILE_HAS_TOO_MANY_HOLDERS', `Expected to store file ${data.hash}, but ${holders.length} people hold the same bytes`);
  return accepted({ type: 'FileStored', data });
}
