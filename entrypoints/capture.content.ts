import { defineContentScript } from 'wxt/utils/define-content-script';
import { AUDIO_PORT, portOf } from '../src/extension/messages/audio-port.ts';
import { onMessage, sendMessage } from '../src/extension/messages/protocol.ts';
import { captureFrame } from '../src/page/capture-frame.ts';
import { pageLanguage } from '../src/page/page-language.ts';

export default defineContentScript({
  registration: 'runtime',
  main() {
    const describeFrame = captureFrame({
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
  },
});
