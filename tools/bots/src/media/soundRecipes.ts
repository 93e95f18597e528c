import { ffmpeg } from './Step.ts';
import type { Step } from './Step.ts';

/** What each voice says, as SSML; the breaks are the pauses in which nothing is sent. */
const VOICES: readonly { voice: string; text: string }[] = [
  {
    voice: 'en-gb',
    text: 'Good morning, everyone. <break time="900ms"/> Shall we begin? <break time="1200ms"/> The first point today is how the new release went. <break time="800ms"/> I have brought some numbers for you.',
  },
  {
    voice: 'en-us+f3',
    text: 'I have two questions about that. <break time="1100ms"/> Who tests it, <break time="700ms"/> and when do we tell our customers? <break time="900ms"/> If we wait until Friday, we lose a week.',
  },
  {
    voice: 'ko',
    text: '안녕하세요. <break time="900ms"/> 오늘 회의를 시작하겠습니다. <break time="1200ms"/> 먼저 지난주 결과를 보겠습니다. <break time="800ms"/> 질문이 있으면 말씀해 주세요.',
  },
];

/** Seconds at which a key goes down, for one round of typing: quick, but never even. */
const KEY_STROKES_S = [
  0.02, 0.15, 0.33, 0.46, 0.64, 0.78, 0.97, 1.1, 1.24, 1.43, 1.57, 1.77, 1.9, 2.04, 2.23, 2.36,
];
const TYPING_SECONDS = 2.52;
/** White noise of this amplitude that fades within a few milliseconds is at -35 dBov over its loudest 20 ms. */
const KEY_AMPLITUDE = 0.075;
const KEY_DECAY_S = 0.012;

/** A cough is a burst of this length (the rest of its last packet is silence). */
const COUGH_SECONDS = 0.15;
const COUGH_FILE_SECONDS = 0.16;

export const VOICE_COUNT = VOICES.length;
export const CAPTURE_AUDIO = 'voice-0.wav';

/** A sound as it was encoded, and the samples that its levels are taken from. */
export interface SoundFiles {
  readonly wav: string;
  readonly opus: string;
}

const soundFiles = (name: string): SoundFiles => ({ wav: `${name}.wav`, opus: `${name}.opus` });

export const voiceFiles = (variant: number): SoundFiles => soundFiles(`voice-${variant}`);
export const coughFiles = soundFiles('cough');
export const typingFiles = soundFiles('typing');

/** All commands, in the order to run them. */
export function soundSteps(voiceSeconds: number): Step[] {
  return [
    ...VOICES.flatMap((_voice, variant) => voiceSteps(variant, voiceSeconds)),
    ...noiseSteps('cough', coughSource(), coughFiles),
    ...noiseSteps('typing', typingSource(), typingFiles),
  ];
}

function voiceSteps(variant: number, seconds: number): Step[] {
  const voice = VOICES[variant];
  if (!voice) throw new Error(`no voice ${variant}`);
  const label = `voice ${variant + 1} of ${VOICE_COUNT}`;
  const files = voiceFiles(variant);
  const raw = `voice-${variant}-raw.wav`;
  const exactly = `aresample=48000,adelay=200,apad,atrim=0:${seconds}`;
  return [
    { label, command: 'espeak-ng', args: ['-m', '-v', voice.voice, '-s', '165', '-w', raw, voice.text] },
    ffmpeg(`${label}: wav`, ['-i', raw, '-af', exactly, ...WAV_OPTIONS, files.wav]),
    opusStep(label, files),
  ];
}

function noiseSteps(label: string, source: string, files: SoundFiles): Step[] {
  return [
    ffmpeg(`${label}: wav`, ['-filter_complex', source, ...WAV_OPTIONS, files.wav]),
    opusStep(label, files),
  ];
}

const WAV_OPTIONS = ['-ac', '1', '-c:a', 'pcm_s16le', '-bitexact'];

function opusStep(label: string, { wav, opus }: SoundFiles): Step {
  const options = ['-c:a', 'libopus', '-b:a', '32k', '-application', 'voip', '-frame_duration', '20'];
  return ffmpeg(`${label}: opus`, ['-i', wav, ...options, opus]);
}

/** A burst of noise in the range of a voice, with a sharp start. */
function coughSource(): string {
  const envelope = `min(1,t/0.01)*min(1,max(0,(${COUGH_SECONDS}-t)/0.06))`;
  const noise = `aevalsrc='0.6*(2*random(0)-1)*${envelope}':s=48000:d=${COUGH_FILE_SECONDS}`;
  return `${noise},highpass=f=300,lowpass=f=3500`;
}

/** Clicks of single keys. */
function typingSource(): string {
  const strokes = KEY_STROKES_S.map((at) => `gte(t,${at})*exp((${at}-t)/${KEY_DECAY_S})`).join('+');
  const noise = `aevalsrc='${KEY_AMPLITUDE}*(2*random(0)-1)*(${strokes})':s=48000:d=${TYPING_SECONDS}`;
  return `${noise},highpass=f=800`;
}
