// An engine that died with work in hand.

/** The engine is gone, and what it had not answered with it; another one may do the same work. */
export class EngineCrash extends Error {
  override readonly name = 'EngineCrash';

  /** @param reason what the browser says of it; empty where it says nothing */
  constructor(reason: string) {
    const because = reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`;
    super(
      `The analysis stopped in the middle of its work${because}. Try again; if it stops again, close other tabs, or choose a smaller model on the settings page.`,
    );
  }
}
