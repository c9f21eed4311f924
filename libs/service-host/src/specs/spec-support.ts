// `@lienthong/service-host/specs`: for specs only, like `@lienthong/testing`, which cannot know the host.
export { eventually, startUnderTest, type Answer, type Call, type SpokenFact, type UnderTest, type UnderTestOptions } from './spec-under-test.js';
export { describeHistories, type Histories } from './spec-histories.js';
export { describeService } from './spec-documentation.js';
export { samplePolicyFile, sampleSigner } from './spec-policy.js';
