/** Thrown for trouble that may pass, such as a busy server or a drive that is not mounted. */
export class PassingError extends Error {}
