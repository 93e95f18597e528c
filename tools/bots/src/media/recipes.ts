/** How the clips are made. Everything here takes part in the cache key: a changed recipe makes new clips. */

/** One size of the simulcast camera. */
interface LayerRecipe {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bitrateKbps: number;
}

/** A command to run and the file that it writes (already part of `args`, as a path relative to the directory). */
export interface Step {
  readonly label: string;
  readonly command: 'ffmpeg' | 'espeak-ng';
  readonly args: readonly string[];
}

const CLIP_SECONDS = 10;
const CAPTURE_SECONDS = 5;

/** Lowest first. */
const CAMERA_LAYERS: readonly LayerRecipe[] = [
  { width: 320, height: 180, framesPerSecond: 15, bitrateKbps: 140 },
  { width: 640, height: 360, framesPerSecond: 24, bitrateKbps: 500 },
  { width: 1280, height: 720, framesPerSecond: 24, bitrateKbps: 1500 },
];

const SCREEN_LAYER: LayerRecipe = { width: 1280, height: 720, framesPerSecond: 5, bitrateKbps: 600 };

/** Background from dark to light, and the colour of the silhouette before it. */
const PALETTES: readonly { background: readonly [string, string]; person: string }[] = [
  { background: ['0x0f172a', '0x2563eb'], person: '0xbfdbfe' },
  { background: ['0x052e2b', '0x0d9488'], person: '0xccfbf1' },
  { background: ['0x2e1065', '0x9333ea'], person: '0xe9d5ff' },
  { background: ['0x431407', '0xd97706'], person: '0xffedd5' },
];

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

export const CAMERA_COUNT = PALETTES.length;
export const VOICE_COUNT = VOICES.length;
export const CAPTURE_VIDEO = 'capture.mjpeg';
export const CAPTURE_AUDIO = 'voice-0.wav';

export const screenFile = 'screen.ivf';
const cameraFile = (variant: number, layer: number): string => `camera-${variant}-${layer}.ivf`;
export const voiceFiles = (variant: number): { wav: string; opus: string } => ({
  wav: `voice-${variant}.wav`,
  opus: `voice-${variant}.opus`,
});

/** Files of a camera, lowest layer first. */
export function cameraFiles(variant: number): string[] {
  return CAMERA_LAYERS.map((_layer, index) => cameraFile(variant, index));
}

/** All commands, in the order to run them. */
export function steps(): Step[] {
  return [
    ...PALETTES.map((_palette, variant) => cameraStep(variant)),
    screenStep(),
    ...VOICES.flatMap((_voice, variant) => voiceSteps(variant)),
    captureStep(),
  ];
}

const ffmpeg = (label: string, args: readonly string[]): Step => ({
  label,
  command: 'ffmpeg',
  args: ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args],
});

/** Head and shoulders swaying before a slowly turning gradient; a little grain makes the encoder use its bits. */
function personFilter(variant: number, framesPerSecond: number, seconds: number): string {
  const palette = PALETTES[variant % PALETTES.length] ?? PALETTES[0];
  if (!palette) throw new Error('no palettes');
  const [dark, light] = palette.background;
  const head = 'lt(hypot(X-240,(Y-170)/1.2),120)';
  const shoulders = 'lt(hypot((X-240)/1.1,(Y-640)/1.25),210)';
  return [
    `gradients=s=160x90:r=${framesPerSecond}:d=${seconds}:c0=${dark}:c1=${light}:nb_colors=2:x0=0:y0=0:x1=160:y1=90:speed=0.01,scale=1280:720:flags=bilinear[background]`,
    `color=c=${palette.person}:s=480x660:d=0.04,format=rgba,geq=r='r(X,Y)':g='g(X,Y)':b='b(X,Y)':a='235*min(1,${head}+${shoulders})',loop=loop=-1:size=1[person]`,
    `[background][person]overlay=x='400+60*sin(2*PI*t/5)':y='90+14*cos(2*PI*t/2.5)':shortest=1,noise=alls=5:allf=t`,
  ].join(';');
}

function cameraStep(variant: number): Step {
  const branches = CAMERA_LAYERS.map((_layer, index) => `[s${index}]`).join('');
  const scaled = CAMERA_LAYERS.map(
    ({ width, height, framesPerSecond }, index) =>
      `[s${index}]fps=${framesPerSecond},scale=${width}:${height}[v${index}]`,
  );
  const filter = [
    `${personFilter(variant, 24, CLIP_SECONDS)},split=${CAMERA_LAYERS.length}${branches}`,
    ...scaled,
  ];
  return ffmpeg(`camera ${variant + 1} of ${CAMERA_COUNT}`, [
    '-filter_complex',
    filter.join(';'),
    ...CAMERA_LAYERS.flatMap((layer, index) => [
      '-map',
      `[v${index}]`,
      ...vp8Options(layer),
      cameraFile(variant, index),
    ]),
  ]);
}

/** Slides with a moving cursor: large flat areas, few changes. */
function screenStep(): Step {
  const lines = [180, 240, 300, 360, 420, 480, 540].map(
    (y, index) => `drawbox=x=120:y=${y}:w=${1000 - 90 * (index % 4)}:h=22:c=0x94a3b8:t=fill`,
  );
  const cursor = 'color=c=0xdc2626:s=18x18:r=5[cursor]';
  const page = [
    `color=c=0xf8fafc:s=1280x720:r=5:d=${CLIP_SECONDS}`,
    'drawbox=x=0:y=0:w=1280:h=110:c=0x1e3a8a:t=fill',
    ...lines,
  ];
  const filter = `${page.join(',')}[page];${cursor};[page][cursor]overlay=x='600+400*sin(2*PI*t/10)':y='360+200*cos(2*PI*t/5)':shortest=1`;
  return ffmpeg('shared screen', ['-filter_complex', filter, ...vp8Options(SCREEN_LAYER), screenFile]);
}

/** One encoder thread: libvpx' threads spin, which is several times slower on a busy machine. A key frame each second. */
function vp8Options({ framesPerSecond, bitrateKbps }: LayerRecipe): string[] {
  const rate = `${bitrateKbps}k`;
  const options = `-c:v libvpx -pix_fmt yuv420p -threads 1 -deadline realtime -cpu-used 12 -lag-in-frames 0 -auto-alt-ref 0`;
  const rates = [
    '-b:v',
    rate,
    '-minrate',
    rate,
    '-maxrate',
    rate,
    '-bufsize',
    `${Math.round(bitrateKbps * 0.6)}k`,
  ];
  const keyFrames = [
    '-g',
    String(framesPerSecond),
    '-keyint_min',
    String(framesPerSecond),
    '-sc_threshold',
    '0',
  ];
  return [...options.split(' '), ...rates, ...keyFrames, '-t', String(CLIP_SECONDS)];
}

function voiceSteps(variant: number): Step[] {
  const voice = VOICES[variant];
  if (!voice) throw new Error(`no voice ${variant}`);
  const { wav, opus } = voiceFiles(variant);
  const raw = `voice-${variant}-raw.wav`;
  const exactly = `aresample=48000,adelay=200,apad,atrim=0:${CLIP_SECONDS}`;
  return [
    {
      label: `voice ${variant + 1} of ${VOICE_COUNT}`,
      command: 'espeak-ng',
      args: ['-m', '-v', voice.voice, '-s', '165', '-w', raw, voice.text],
    },
    ffmpeg(`voice ${variant + 1}: wav`, [
      '-i',
      raw,
      '-af',
      exactly,
      '-ac',
      '1',
      '-c:a',
      'pcm_s16le',
      '-bitexact',
      wav,
    ]),
    ffmpeg(`voice ${variant + 1}: opus`, [
      ...['-i', wav, '-c:a', 'libopus', '-b:a', '32k', '-application', 'voip', '-frame_duration', '20'],
      opus,
    ]),
  ];
}

/** What Chromium's fake camera plays in the browser tests. */
function captureStep(): Step {
  return ffmpeg('fake capture', [
    ...['-filter_complex', `${personFilter(1, 20, CAPTURE_SECONDS)},scale=640:360`],
    ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '6', '-t', String(CAPTURE_SECONDS), '-f', 'mjpeg'],
    CAPTURE_VIDEO,
  ]);
}
