/** Samples of a 16-bit PCM RIFF/WAVE file with one channel. */
export interface WavFile {
  readonly sampleRate: number;
  readonly samples: Int16Array;
}

/** Parses a mono 16-bit PCM WAV file. Throws on every other kind. */
export function parseWav(file: Buffer): WavFile {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file');
  }
  let sampleRate: number | undefined;
  for (let offset = 12; offset + 8 <= file.length;) {
    const id = file.toString('latin1', offset, offset + 4);
    const size = file.readUInt32LE(offset + 4);
    const start = offset + 8;
    if (id === 'fmt ') sampleRate = readSampleRate(file, start);
    if (id === 'data' && sampleRate !== undefined) {
      return { sampleRate, samples: readSamples(file.subarray(start, start + size)) };
    }
    // Chunks are padded to an even size.
    offset = start + size + (size % 2);
  }
  throw new Error('WAV file without samples');
}

function readSampleRate(file: Buffer, start: number): number {
  const [format, channels] = [file.readUInt16LE(start), file.readUInt16LE(start + 2)];
  const bitsPerSample = file.readUInt16LE(start + 14);
  if (format !== 1 || channels !== 1 || bitsPerSample !== 16)
    throw new Error('WAV file is not 16-bit mono PCM');
  return file.readUInt32LE(start + 4);
}

function readSamples(data: Buffer): Int16Array {
  const samples = new Int16Array(Math.floor(data.length / 2));
  for (let index = 0; index < samples.length; index++) samples[index] = data.readInt16LE(index * 2);
  return samples;
}
