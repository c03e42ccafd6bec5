// opusscript ships no types for the functions that are used here.
declare module 'opusscript' {
  export default class OpusScript {
    static readonly Application: { readonly VOIP: number; readonly AUDIO: number };
    constructor(samplingRate: number, channels: number, application: number);
    /** @param buffer 16-bit little-endian samples of one frame */
    encode(buffer: Buffer, frameSize: number): Buffer;
    decode(buffer: Buffer): Buffer;
    setBitrate(bitsPerSecond: number): void;
    delete(): void;
  }
}
