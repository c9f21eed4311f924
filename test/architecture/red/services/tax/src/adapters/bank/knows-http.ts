// Breaks adapters-do-not-know-each-other.
export { controller } from '../http/controller.js';
