// Breaks kernel-imports-nothing.
export { dueDate } from '../../calendar/src/due.js';
