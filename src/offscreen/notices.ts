// What the panels are told about problems that no single call can deal with.

import { errorMessage } from '../analysis/errors.ts';
import type { LiveSnapshot } from '../extension/messages/snapshot.ts';

/** How long the panels show that a message was refused. */
export const REFUSAL_SHOWN_MS = 30_000;

/** Thrown for a message that no script of ours can have sent. */
export class RefusedMessage extends Error {
  override readonly name = 'RefusedMessage';

  constructor() {
    super(
      'A console’s page sent something that Evenkeel can’t read; it was left out. Reload the console’s page after the call.',
    );
  }
}

/** Holds the problem that stands now and the last one. Calls `onChange` whenever either changes. */
export class Notices {
  readonly #onChange: () => void;
  #problem: string | null = null;
  #refusal: string | null = null;
  #last: string | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** The part of a snapshot that tells of problems. A standing problem comes before a refusal. */
  get current(): Pick<LiveSnapshot, 'problem' | 'lastProblem'> {
    const problem = this.#problem ?? this.#refusal;
    return {
      ...(problem === null ? {} : { problem }),
      ...(this.#last === null ? {} : { lastProblem: this.#last }),
    };
  }

  /** Shows an error: a refused message for `REFUSAL_SHOWN_MS`, anything else until `clear`. */
  report(error: unknown): void {
    if (error instanceof RefusedMessage) this.#showRefusal(error.message);
    else this.#showProblem(errorMessage(error));
  }

  /** Takes the problem away, because the store has taken something again. A refusal stays for its time. */
  clear(): void {
    if (this.#problem === null) return;
    this.#problem = null;
    this.#onChange();
  }

  #showProblem(problem: string): void {
    if (problem === this.#problem) return;
    this.#problem = problem;
    this.#last = problem;
    this.#onChange();
  }

  /** Shows one refusal for all that follow while it is shown: a page may send thousands. */
  #showRefusal(refusal: string): void {
    if (this.#refusal !== null) return;
    this.#refusal = refusal;
    this.#last = refusal;
    this.#onChange();
    setTimeout(() => {
      this.#refusal = null;
      this.#onChange();
    }, REFUSAL_SHOWN_MS);
  }
}
