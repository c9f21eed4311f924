export { FeedConsumer } from './feed-consumer.js';
export type { ConsumerOptions } from './consumer-options.js';
export { FeedDoubt } from './feed-doubt.js';
export type { DoubtCode } from './feed-doubt.js';
export { emptyFeedState } from './feed-state.js';
export type { FeedState } from './feed-state.js';
export type { Fact } from './fact.js';
