export * from './fact-envelope.js';
export * from './announcements.js';
export * from './transport.js';
export * from './on-fact.js';
