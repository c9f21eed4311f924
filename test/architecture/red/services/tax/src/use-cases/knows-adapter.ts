// Breaks use-cases-do-not-know-adapters.
export { controller } from '../adapters/http/controller.js';
