// The whole sound of a browser tab, for consoles that hide their calls from every page: opened in the offscreen
// document, and played on to the agent, because the browser mutes a tab that is captured.

export interface CapturedTab {
  readonly track: MediaStreamAudioTrack;
  /** Ends the capture; the tab sounds by itself again. */
  close(): void;
}

/**
 * @param streamId from `chrome.tabCapture.getMediaStreamId`, used within seconds
 * @throws DOMException when the browser doesn't give the sound
 */
export async function captureTab(streamId: string): Promise<CapturedTab> {
  // Chromium's own way to name a tab, which the standard's types don't know.
  const audio = { mandatory: { chromeMediaSource: 'tab', chromeMediaSourceId: streamId } };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: audio as MediaTrackConstraints });
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new DOMException('The tab gave no audio track.', 'NotFoundError');
  const output = new AudioContext();
  output.createMediaStreamSource(stream).connect(output.destination);
  return {
    track,
    close() {
      track.stop();
      void output.close();
    },
  };
}
