import { AUDIO_PORT, portOf } from '../extension/messages/audio-port.ts';
import { sendToBackground } from '../extension/messages/to-background.ts';
import { sendToDiagnosis } from '../extension/messages/to-diagnosis.ts';
import { onMessageToPage } from '../extension/messages/to-page.ts';
import { captureFrame } from './capture-frame.ts';
import { pageLanguage } from './page-language.ts';

/** Starts the capture in a frame of the console's page: its calls are read and sent to the offscreen document. */
export function startCapture(): void {
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
    // Whoever asked may be gone by now.
    sendToDiagnosis('tellFrame', describeFrame()).catch(() => {});
  });
  // The model is warm before the first call of the day, not during it.
  if (window.top === window) sendToBackground('ensureOffscreen').catch(() => {});
}
