import { soundSteps } from './soundRecipes.ts';
import { ffmpeg } from './Step.ts';
import type { Step } from './Step.ts';
import { vp8Options } from './vp8Recipe.ts';
import type { Vp8Recipe } from './vp8Recipe.ts';

/** How the clips are made. Everything here takes part in the cache key: a changed recipe makes new clips. */

/** One size of the simulcast camera. */
interface LayerRecipe {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  readonly bitrateKbps: number;
  readonly standbyKbps: number;
}

const CLIP_SECONDS = 10;
const CAPTURE_SECONDS = 5;

/**
 * Lowest first. Frame rates are multiples of four, the length of the pattern of temporal layers. With these layers
 * libvpx stays a good tenth below the bitrate that it was asked for, so these are what gives 140, 500 and 1500.
 */
const CAMERA_LAYERS: readonly LayerRecipe[] = [
  { width: 320, height: 180, framesPerSecond: 16, bitrateKbps: 165, standbyKbps: 30 },
  { width: 640, height: 360, framesPerSecond: 24, bitrateKbps: 575, standbyKbps: 60 },
  { width: 1280, height: 720, framesPerSecond: 24, bitrateKbps: 1750, standbyKbps: 90 },
];

/** What browsers send of a layer whose `maxFramerate` is this. */
const STANDBY_FRAMES_PER_SECOND = 2;

const SCREEN: Vp8Recipe = {
  framesPerSecond: 5,
  bitrateKbps: 600,
  temporalLayers: 1,
  keyFrameEverySeconds: 1,
};

/** Background from dark to light, and the colour of the silhouette before it. */
const PALETTES: readonly { background: readonly [string, string]; person: string }[] = [
  { background: ['0x0f172a', '0x2563eb'], person: '0xbfdbfe' },
  { background: ['0x052e2b', '0x0d9488'], person: '0xccfbf1' },
  { background: ['0x2e1065', '0x9333ea'], person: '0xe9d5ff' },
  { background: ['0x431407', '0xd97706'], person: '0xffedd5' },
];

export const CAMERA_COUNT = PALETTES.length;
export const CAPTURE_VIDEO = 'capture.mjpeg';
export const CAPTURE_VIDEO_720P = 'capture-720p.mjpeg';

export const screenFile = 'screen.ivf';
const cameraFile = (variant: number, layer: number): string => `camera-${variant}-${layer}.ivf`;
const standbyFile = (variant: number, layer: number): string => `camera-${variant}-${layer}-standby.ivf`;

export interface CameraFiles {
  readonly full: string;
  readonly standby: string;
}

/** Files of a camera, lowest layer first. */
export function cameraFiles(variant: number): CameraFiles[] {
  return CAMERA_LAYERS.map((_layer, index) => ({
    full: cameraFile(variant, index),
    standby: standbyFile(variant, index),
  }));
}

/** All commands, in the order to run them. */
export function steps(): Step[] {
  return [
    ...PALETTES.map((_palette, variant) => cameraStep(variant)),
    screenStep(),
    ...soundSteps(CLIP_SECONDS),
    captureStep(CAPTURE_VIDEO, '640:360'),
    captureStep(CAPTURE_VIDEO_720P, '1280:720'),
  ];
}

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
  const outputs = CAMERA_LAYERS.flatMap((layer, index) => cameraOutputs(layer, variant, index));
  const branches = outputs.map((_output, index) => `[s${index}]`).join('');
  const scaled = outputs.map(
    ({ recipe, scale }, index) => `[s${index}]fps=${recipe.framesPerSecond},scale=${scale}[v${index}]`,
  );
  const filter = [`${personFilter(variant, 24, CLIP_SECONDS)},split=${outputs.length}${branches}`, ...scaled];
  return ffmpeg(`camera ${variant + 1} of ${CAMERA_COUNT}`, [
    '-filter_complex',
    filter.join(';'),
    ...outputs.flatMap(({ recipe, file }, index) => [
      ...['-map', `[v${index}]`],
      ...vp8Options(recipe, CLIP_SECONDS),
      file,
    ]),
  ]);
}

/** The layer itself, and the trickle that keeps it alive, which has a key frame at its beginning only. */
function cameraOutputs(layer: LayerRecipe, variant: number, index: number) {
  const { width, height, framesPerSecond, bitrateKbps, standbyKbps } = layer;
  const scale = `${width}:${height}`;
  const full: Vp8Recipe = { framesPerSecond, bitrateKbps, temporalLayers: 3, keyFrameEverySeconds: 1 };
  const standby: Vp8Recipe = {
    framesPerSecond: STANDBY_FRAMES_PER_SECOND,
    bitrateKbps: standbyKbps,
    temporalLayers: 1,
    keyFrameEverySeconds: CLIP_SECONDS,
  };
  return [
    { recipe: full, scale, file: cameraFile(variant, index) },
    { recipe: standby, scale, file: standbyFile(variant, index) },
  ];
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
  return ffmpeg('shared screen', [
    '-filter_complex',
    filter,
    ...vp8Options(SCREEN, CLIP_SECONDS),
    screenFile,
  ]);
}

/** What Chromium's fake camera plays in the browser tests. */
function captureStep(file: string, scale: string): Step {
  return ffmpeg(`fake capture at ${scale.replace(':', 'x')}`, [
    ...['-filter_complex', `${personFilter(1, 20, CAPTURE_SECONDS)},scale=${scale}`],
    ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '6', '-t', String(CAPTURE_SECONDS), '-f', 'mjpeg'],
    file,
  ]);
}
