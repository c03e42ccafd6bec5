// In the page's own world, beside its scripts.

import { watchRemoteTracks } from './remote-tracks.ts';

/** Starts the watch over the page's connections. Throws never: the page must work whatever happens to us. */
export function startRemoteAudio(): void {
  try {
    watchRemoteTracks(globalThis);
  } catch {
    // Without the watch the page's calls are not heard, and the diagnostics say so.
  }
}
