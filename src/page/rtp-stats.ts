// The browser's RTP statistics of a remote track: whether anything arrives. Only the page's world can read them; they
// reach the isolated world as an attribute of the track's element. No audio is read for them.

/** The isolated world fires this event on the track's element to ask for fresh statistics. */
export const ASK_RTP_STATS_EVENT = 'evenkeel:rtp-stats';

export interface RtpStats {
  readonly connection: RTCPeerConnectionState;
  /** RTP packets received so far. */
  readonly packets: number;
  /**
   * Squared level summed over time, in seconds at full scale. The browser measures it after the volume of the page's
   * players: it stays 0 where a page mutes its element and plays through Web Audio.
   */
  readonly energy: number;
  /** Level that the sender wrote into the latest packet's header (RFC 6464), in [0, 1]; null where it wrote none. */
  readonly headerLevel: number | null;
}

async function readStats(connection: RTCPeerConnection, receiver: RTCRtpReceiver): Promise<RtpStats> {
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

/** In the page's world: answers each question on `audio` by writing its attribute `data-rtp-stats` a moment later. */
export function answerRtpStats(
  audio: HTMLAudioElement,
  connection: RTCPeerConnection,
  receiver: RTCRtpReceiver,
): void {
  audio.addEventListener(ASK_RTP_STATS_EVENT, () => {
    readStats(connection, receiver)
      .then((stats) => {
        audio.dataset.rtpStats = JSON.stringify(stats);
      })
      // Old statistics would say that no packet arrives. Without any, the isolated world judges by the track alone.
      .catch(() => {
        delete audio.dataset.rtpStats;
      });
  });
}
