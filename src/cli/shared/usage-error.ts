/** Thrown for a command line that can't be carried out; its message is all the user needs. */
export class UsageError extends Error {}
