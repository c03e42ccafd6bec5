// A voice on a telephone line: an audio track that plays recordings on demand, with the line's noise between them.

export type Side = 'left' | 'right' | 'mix';

export interface Speech {
  /** When the first sample enters the line, in milliseconds since the epoch. */
  readonly startedAt: number;
  readonly seconds: number;
  /** Of the recording, whichever side of it is played. */
  readonly channels: number;
  /** Resolves when the last sample has entered the line. */
  readonly ended: Promise<void>;
}

/** Peak of a line's noise, in [0, 1]: about 65 dB below full scale, which nobody notices. */
const NOISE_PEAK = 0.001;

export interface Voice {
  readonly track: MediaStreamTrack;
  /**
   * Plays the recording at `url` into the line; of a stereo recording the given side.
   * @throws Error when the browser cannot decode the recording.
   */
  speak(url: string, side: Side): Promise<Speech>;
  silence(): void;
}

/** A voice made of recordings. Must be called from a click: an audio context without a gesture stays suspended. */
export function createVoice(): Voice {
  const context = new AudioContext();
  const line = new MediaStreamAudioDestinationNode(context, {
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  // Without a source the line would send no packets at all; a telephone sends its noise.
  const noise = new AudioBufferSourceNode(context, { buffer: lineNoise(context.sampleRate), loop: true });
  noise.connect(line);
  noise.start();
  let speaking: AudioBufferSourceNode | undefined;
  const [track] = line.stream.getAudioTracks();
  if (!track) throw new Error('The audio context made no track.');

  return {
    track,
    async speak(url, side) {
      await context.resume();
      const response = await fetch(url);
      if (!response.ok) throw new Error(`The recording ${url} is not there (status ${response.status}).`);
      const recording = await context.decodeAudioData(await response.arrayBuffer()).catch(() => {
        throw new Error('The browser decodes WAV, Ogg Opus, MP3 and FLAC; this is none of them, or damaged.');
      });
      const source = new AudioBufferSourceNode(context, { buffer: oneSide(recording, side) });
      source.connect(line);
      speaking?.stop();
      speaking = source;
      const ended = new Promise<void>((resolve) => {
        source.onended = () => resolve();
      });
      const when = context.currentTime + 0.05;
      source.start(when);
      const startedAt = performance.timeOrigin + performance.now() + (when - context.currentTime) * 1000;
      return { startedAt, seconds: recording.duration, channels: recording.numberOfChannels, ended };
    },
    silence() {
      speaking?.stop();
    },
  };
}

function lineNoise(sampleRate: number): AudioBuffer {
  const noise = new AudioBuffer({ length: sampleRate, sampleRate });
  noise.copyToChannel(
    Float32Array.from({ length: sampleRate }, () => NOISE_PEAK * (2 * Math.random() - 1)),
    0,
  );
  return noise;
}

function oneSide(recording: AudioBuffer, side: Side): AudioBuffer {
  if (recording.numberOfChannels === 1 || side === 'mix') return recording;
  const mono = new AudioBuffer({ length: recording.length, sampleRate: recording.sampleRate });
  mono.copyToChannel(recording.getChannelData(side === 'left' ? 0 : 1), 0);
  return mono;
}
