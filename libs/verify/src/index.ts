export { renderVerification, verificationJson } from './rendering.js';
export type { Finding } from './finding.js';
export { verifyFile } from './verify-file.js';
export type { Verification, VerifiedAs, Verdict, VerifyOptions } from './verification.js';
