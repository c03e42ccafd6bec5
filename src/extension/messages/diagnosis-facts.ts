// What is known of the way from a console's page to the model, as its parts tell it.

import type { LiveSnapshot } from './snapshot.ts';

/** A remote audio track that is alive in a frame. */
export interface TrackFacts {
  /** The page has muted or disabled it, or nothing arrives over it. */
  readonly held: boolean;
  /** Its sound is read: the agent's consent stands, and it isn't held. */
  readonly read: boolean;
  /** Something louder than silence was read. */
  readonly soundHeard: boolean;
}

/** What the script in one frame of the page sees. */
export interface FrameFacts {
  readonly tracks: readonly TrackFacts[];
  /** Remote audio tracks since the frame was loaded, those that have ended too. */
  readonly tracksSeen: number;
  /** Frames directly inside this one, with a script or without. */
  readonly childFrames: number;
}

export interface SiteFacts {
  /** Null where the browser doesn't say: no site that Evenkeel is enabled on. */
  readonly origin: string | null;
  /** `not-allowed`: an administrator allows other sites only. `no-page`: nothing that could be a console. */
  readonly access: 'in-force' | 'off' | 'not-allowed' | 'no-page';
  /** What the users of this console should know. */
  readonly hints: readonly string[];
}

export interface DiagnosisFacts {
  readonly site: SiteFacts;
  /** One entry a frame whose script has answered; null until they had the time to. */
  readonly frames: readonly FrameFacts[] | null;
  /** Null until the first snapshot has come. */
  readonly desk: LiveSnapshot | null;
}
