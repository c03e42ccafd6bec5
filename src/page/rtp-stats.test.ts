// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { ASK_RTP_STATS_EVENT, answerRtpStats } from './rtp-stats.ts';

const STATISTICS = new Map([['in', { type: 'inbound-rtp', packetsReceived: 50, totalAudioEnergy: 0.25 }]]);

it('tells what the statistics say, and nothing once they can not be read', async () => {
  const audio = document.createElement('audio');
  const getStats = vi.fn().mockResolvedValue(STATISTICS);
  const receiver = { getStats, getSynchronizationSources: () => [] } as unknown as RTCRtpReceiver;
  answerRtpStats(audio, { connectionState: 'connected' } as RTCPeerConnection, receiver);
  audio.dispatchEvent(new Event(ASK_RTP_STATS_EVENT));
  await vi.waitFor(() =>
    expect(JSON.parse(audio.dataset.rtpStats ?? 'null')).toEqual({
      connection: 'connected',
      packets: 50,
      energy: 0.25,
      headerLevel: null,
    }),
  );
  getStats.mockRejectedValue(new DOMException('The connection is closed.', 'InvalidStateError'));
  audio.dispatchEvent(new Event(ASK_RTP_STATS_EVENT));
  await vi.waitFor(() => expect(audio.dataset.rtpStats).toBeUndefined());
});
