/**
 * The programs and libraries from outside npm, each with its reason: the one place where they are listed.
 *
 * @typedef {object} SystemPackage
 * @property {string} debian the package of Debian and Ubuntu
 * @property {string} why
 * @property {string[]} [commands] on other systems any one of these in the PATH will do; without it the package is
 *   only looked for on Debian
 * @property {string} [brew] what Homebrew calls it
 */

/** @type {SystemPackage[]} Needed only where mediasoup's prebuilt worker cannot be downloaded. */
export const workerBuildPackages = [
  { debian: 'g++', why: 'compiles the worker' },
  { debian: 'meson', why: "the worker's build system" },
  { debian: 'ninja-build', why: 'runs the steps that meson plans' },
  { debian: 'pkg-config', why: 'finds the libraries below' },
  { debian: 'libssl-dev', why: 'DTLS' },
  { debian: 'libuv1-dev', why: 'event loop and sockets' },
  { debian: 'libsrtp2-dev', why: 'SRTP' },
  { debian: 'libflatbuffers-dev', why: 'messages between Node and the worker' },
  { debian: 'flatbuffers-compiler', why: 'makes the code for those messages' },
  { debian: 'libabsl-dev', why: "hash tables, and libwebrtc's bandwidth estimation" },
];

/** @type {SystemPackage[]} What bots send is made once by these. */
export const mediaPackages = [
  {
    debian: 'ffmpeg',
    why: 'encodes the pictures and the speech that bots send',
    commands: ['ffmpeg'],
    brew: 'ffmpeg',
  },
  { debian: 'espeak-ng', why: 'speaks what bots say', commands: ['espeak-ng'], brew: 'espeak-ng' },
];

/** @type {SystemPackage[]} For the browser tests and the benchmarks that open pages. */
export const browserPackages = [
  {
    debian: 'chromium',
    why: 'opens the web app in tests',
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
    brew: '--cask google-chrome',
  },
  {
    debian: 'firefox-esr',
    why: 'a second browser engine joins the same room',
    commands: ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'],
    brew: '--cask firefox',
  },
  { debian: 'fonts-noto-cjk', why: 'Korean letters in screenshots' },
  { debian: 'iproute2', why: 'network namespaces, in which Firefox gathers candidates' },
  {
    debian: 'coturn',
    why: 'relays media in tests of networks that block it',
    commands: ['turnserver'],
    brew: 'coturn',
  },
];
