// What the diagnosis knows of the sound's way from a console's page to the model.

import type { LiveSnapshot } from './snapshot.ts';

/** A remote audio track that is alive in a frame. */
export interface TrackFacts {
  /** The page has muted or disabled it, or it carries no call. */
  readonly held: boolean;
  /** Its sound is read, because consent stands and it isn't held. */
  readonly read: boolean;
  /** Something louder than silence was read. */
  readonly soundHeard: boolean;
}

/** What our script in one frame of the page sees. */
export interface FrameFacts {
  readonly tracks: readonly TrackFacts[];
  /** Number of remote audio tracks since the frame was loaded, ended ones included. */
  readonly tracksSeen: number;
  /** Number of frames directly inside this one, with our script or without. */
  readonly childFrames: number;
}

export interface SiteFacts {
  /** Null where the browser doesn't say, because Evenkeel is not enabled on the site. */
  readonly origin: string | null;
  /** `not-allowed`: an administrator allows only other sites. `no-page`: this can't be a console. */
  readonly access: 'in-force' | 'off' | 'not-allowed' | 'no-page';
  /** What the users of this console should know. */
  readonly hints: readonly string[];
}

export interface DiagnosisFacts {
  readonly site: SiteFacts;
  /** One entry per frame that has answered; null until the time to answer is over. */
  readonly frames: readonly FrameFacts[] | null;
  /** Null until the first snapshot has come. */
  readonly live: LiveSnapshot | null;
}
