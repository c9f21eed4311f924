export const startUnderTest = 1;
