import { Buffer } from 'buffer/';

// The transparency log's library counts on Node's Buffer being there. First import of the worker, so that it is.
Object.assign(globalThis, { Buffer });
