import { defineContentScript } from 'wxt/utils/define-content-script';
import { watchRemoteTracks } from '../src/page/remote-tracks.ts';

export default defineContentScript({
  registration: 'runtime',
  world: 'MAIN',
  main() {
    try {
      watchRemoteTracks(globalThis);
    } catch {
      // The page must work whatever happens to us.
    }
  },
});
