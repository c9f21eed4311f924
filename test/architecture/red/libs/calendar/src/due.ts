export const dueDate = 1;
