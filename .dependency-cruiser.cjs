/**
 * "Imports point one way" (docs/architecture.md), enforced:
 *
 *   protocol <- client <- web, bots, bench, e2e
 *   sfu: index -> Sfu -> { http, signaling, storage, webhooks } -> rooms -> media -> mediasoup
 *
 * Imports of types alone are free where a rule says `dependencyTypesNot: type-only`: they are gone at run time.
 */
const SFU = '^apps/sfu/src/';
/** Files that hold no tests. */
const TESTS = '[.]test[.]tsx?$|/testing/';

/** @param {string} name an npm package @returns {string} the path it has inside node_modules */
const npm = (name) => `(^|/)node_modules/${name}/`;

/** Only what `from.pathNot` names may import the package (at run time). */
const onlyFrom = (name, packageName, owner, scope) => ({
  name,
  severity: 'error',
  from: { path: scope, pathNot: [owner, TESTS] },
  to: { path: npm(packageName), dependencyTypesNot: ['type-only'] },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one noun, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-resolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'protocol-imports-only-zod',
      severity: 'error',
      from: { path: '^packages/protocol/src/', pathNot: TESTS },
      to: { pathNot: ['^packages/protocol/src/', npm('zod')] },
    },
    {
      name: 'client-imports-only-protocol',
      comment: 'The SDK knows no app and no framework.',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: TESTS },
      to: { path: ['^(apps|tools|bench|e2e)/', npm('react(-dom)?')] },
    },
    {
      name: 'web-does-not-import-servers',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(apps/sfu|tools|bench|e2e)/' },
    },
    {
      name: 'sfu-does-not-import-clients',
      severity: 'error',
      from: { path: SFU, pathNot: TESTS },
      to: { path: '^(apps/web|packages/client|tools|bench|e2e)/' },
    },
    {
      name: 'bots-import-only-packages',
      severity: 'error',
      from: { path: '^tools/bots/src/', pathNot: TESTS },
      to: { path: '^(apps|bench|e2e)/' },
    },
    {
      name: 'media-is-the-lowest-layer',
      comment: 'media speaks up through callbacks and events.',
      severity: 'error',
      from: { path: `${SFU}media/`, pathNot: TESTS },
      to: { path: `${SFU}(rooms|signaling|http|storage|webhooks|Sfu[.]ts|index[.]ts)` },
    },
    {
      name: 'rooms-know-no-transport',
      comment: 'rooms speaks up through notify().',
      severity: 'error',
      from: { path: `${SFU}rooms/`, pathNot: TESTS },
      to: {
        path: [`${SFU}(signaling|http|storage|webhooks|Sfu[.]ts|index[.]ts)`, npm('(socket[.]io|express)')],
      },
    },
    {
      name: 'http-and-signaling-do-not-know-the-root',
      severity: 'error',
      from: { path: `${SFU}(http|signaling)/`, pathNot: TESTS },
      to: { path: `${SFU}(Sfu|index)[.]ts$` },
    },
    {
      name: 'storage-and-webhooks-serve-rooms',
      comment: 'They implement what rooms asks for, and know nothing of who calls.',
      severity: 'error',
      from: { path: `${SFU}(storage|webhooks)/`, pathNot: TESTS },
      to: { path: `${SFU}(signaling|http|media|Sfu[.]ts|index[.]ts)`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-storage-imports-sqlite',
      severity: 'error',
      from: { path: SFU, pathNot: [`${SFU}storage/`, TESTS] },
      to: { path: '^(node:)?sqlite$' },
    },
    {
      name: 'http-and-signaling-are-apart',
      severity: 'error',
      from: { path: `${SFU}(http|signaling)/`, pathNot: TESTS },
      to: { path: `${SFU}(http|signaling)/`, pathNot: `${SFU}$1/` },
    },
    onlyFrom('only-signaling-imports-socket-io', 'socket[.]io', `${SFU}signaling/`, SFU),
    onlyFrom('only-media-imports-mediasoup', 'mediasoup', `${SFU}media/`, SFU),
    {
      name: 'web-features-are-apart',
      comment: 'Features share code through room/, layout/, platform/, ui/ and i18n/.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/([^/]+)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'only-web-room-imports-the-client',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: ['^apps/web/src/room/', TESTS] },
      to: { path: '^packages/client/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-ui-knows-no-app',
      severity: 'error',
      from: { path: '^apps/web/src/(ui|layout|platform)/' },
      to: { path: ['^apps/web/src/(features|room)/', '^packages/client/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages|tools)/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
