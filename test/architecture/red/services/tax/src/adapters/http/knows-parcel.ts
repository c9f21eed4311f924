// Breaks services-meet-only-in-contracts.
export { parcel } from '../../../../land-registry/src/domain/parcel.js';
