/** Thrown for what may go well another time: a server that is busy, a drive that is not there just now. */
export class PassingError extends Error {}
