// What the browser's own statistics say of a remote track's line: whether anything arrives on it. The page's world
// alone reaches them. They cross to the isolated world as an attribute of the track's element; no audio is read for them.

/** The event by which the isolated world asks, on the track's element, for fresh facts. */
export const ASK_RTP_STATS_EVENT = 'evenkeel:rtp-stats';

export interface RtpStats {
  readonly connection: RTCPeerConnectionState;
  /** RTP packets received so far. */
  readonly packets: number;
  /**
   * Squared level over time so far, in seconds at full scale. Taken after the volume of the page's own players: it
   * stays 0 where a page mutes its element and plays through Web Audio.
   */
  readonly energy: number;
  /** Level of the latest packet, in [0, 1], as its sender wrote it in the header (RFC 6464); null where it didn't. */
  readonly headerLevel: number | null;
}

async function readFacts(connection: RTCPeerConnection, receiver: RTCRtpReceiver): Promise<RtpStats> {
  let packets = 0;
  let energy = 0;
  for (const entry of (await receiver.getStats()).values()) {
    if (entry.type !== 'inbound-rtp') continue;
    packets += entry.packetsReceived ?? 0;
    energy += entry.totalAudioEnergy ?? 0;
  }
  const headerLevel = receiver.getSynchronizationSources()[0]?.audioLevel ?? null;
  return { connection: connection.connectionState, packets, energy, headerLevel };
}

/** In the page's world: answers every question on `audio`, a moment later, in its attribute `data-rtp-stats`. */
export function answerRtpStats(
  audio: HTMLAudioElement,
  connection: RTCPeerConnection,
  receiver: RTCRtpReceiver,
): void {
  audio.addEventListener(ASK_RTP_STATS_EVENT, () => {
    readFacts(connection, receiver)
      .then((facts) => {
        audio.dataset.rtpStats = JSON.stringify(facts);
      })
      // Without facts the isolated world goes by the track alone; old ones would tell it that the line stands still.
      .catch(() => {
        delete audio.dataset.rtpStats;
      });
  });
}
