// Breaks libs-do-not-know-services.
export { rate } from '../../../services/tax/src/domain/rate.js';
