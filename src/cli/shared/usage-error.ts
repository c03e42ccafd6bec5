/** Thrown for a mistyped command line; its message is all that the user needs. */
export class UsageError extends Error {}
