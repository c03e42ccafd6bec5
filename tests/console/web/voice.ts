// A voice on a telephone line: an audio track that plays recordings on demand and is silent between them.

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
  // Without a source the line would send no packets at all; a telephone sends its silence.
  const silence = new ConstantSourceNode(context, { offset: 0 });
  silence.connect(line);
  silence.start();
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

function oneSide(recording: AudioBuffer, side: Side): AudioBuffer {
  if (recording.numberOfChannels === 1 || side === 'mix') return recording;
  const mono = new AudioBuffer({ length: recording.length, sampleRate: recording.sampleRate });
  mono.copyToChannel(recording.getChannelData(side === 'left' ? 0 : 1), 0);
  return mono;
}
