import { defineContentScript } from 'wxt/utils/define-content-script';
import { AUDIO_PORT, portOf } from '../src/extension/messages/audio-port.ts';
import { sendToBackground } from '../src/extension/messages/to-background.ts';
import { sendToDiagnosis } from '../src/extension/messages/to-diagnosis.ts';
import { onMessageToPage } from '../src/extension/messages/to-page.ts';
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
        await sendToBackground('ensureOffscreen');
        return portOf(chrome.runtime.connect({ name: AUDIO_PORT }));
      },
    });
    onMessageToPage('askFrames', () => {
      // The diagnosis page may be closed by now.
      sendToDiagnosis('tellFrame', describeFrame()).catch(() => {});
    });
    // The model loads now, so that the first call of the day need not wait for it.
    if (window.top === window) sendToBackground('ensureOffscreen').catch(() => {});
  },
});
