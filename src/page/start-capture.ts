import { AUDIO_PORT, portOf } from '../extension/messages/audio-port.ts';
import { onMessage, sendMessage } from '../extension/messages/protocol.ts';
import { captureLegs } from './leg-capture.ts';
import { pageLanguage } from './page-language.ts';

/** Starts the capture in a frame of the console's page: its calls are read and sent to the offscreen document. */
export function startCapture(): void {
  const describeFrame = captureLegs({
    console: location.ancestorOrigins.item(location.ancestorOrigins.length - 1) ?? location.origin,
    language: () => pageLanguage(window),
    isOrphaned: () => chrome.runtime?.id === undefined,
    async connect() {
      await sendMessage('ensureOffscreen', undefined);
      return portOf(chrome.runtime.connect({ name: AUDIO_PORT }));
    },
  });
  onMessage('askFrames', () => {
    // Whoever asked may be gone by now.
    sendMessage('tellFrame', describeFrame()).catch(() => {});
  });
  // The model is warm before the first call of the day, not during it.
  if (window.top === window) sendMessage('ensureOffscreen', undefined).catch(() => {});
}
