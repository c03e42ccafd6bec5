// The document without a page in which calls are analysed: made at the first need, and kept.

/** Two frames may ask at once; only one document may be made. */
let creating: Promise<void> | null = null;

/** Resolves when the document is there, made now or before. */
export async function ensureOffscreen(): Promise<void> {
  if (await chrome.offscreen.hasDocument()) return;
  creating ??= chrome.offscreen
    .createDocument({
      url: 'offscreen.html',
      // AUDIO_PLAYBACK would be closed after 30 seconds of silence.
      reasons: ['USER_MEDIA', 'WORKERS'],
      justification: "Analyses the customer's voice on this machine while a call is running.",
    })
    .finally(() => {
      creating = null;
    });
  await creating;
}
