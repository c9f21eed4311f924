/** A command as it is said in "Expected to …": `RequestSupplement` is "request supplement". Names of commands are for programs. */
export function spoken(type: string): string {
  return type.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
