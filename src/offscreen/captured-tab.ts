// Captures the whole sound of a browser tab, for consoles whose calls no page script can see. The browser mutes a
// captured tab, so its sound is played to the agent from here.

export interface CapturedTab {
  readonly track: MediaStreamAudioTrack;
  /** Ends the capture. The tab then plays its own sound again. */
  close(): void;
}

/**
 * @param streamId from `chrome.tabCapture.getMediaStreamId`; it expires within seconds
 * @throws DOMException when the browser doesn't give the sound
 */
export async function captureTab(streamId: string): Promise<CapturedTab> {
  // Chromium names a tab in this way; the types of the standard don't know it.
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
