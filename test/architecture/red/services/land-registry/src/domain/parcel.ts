export const parcel = 1;
