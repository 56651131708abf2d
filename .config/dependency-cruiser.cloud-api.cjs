// Who may import whom in cloud-api: docs/architecture.md says why.
const outsideProduction = '^(emulator|demo|bench|test)/';
const spec = '\\.spec\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'module-front-door',
      comment: 'Another module is reached only through its index.ts.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: 'module-front-door-from-outside',
      comment: 'Whoever is no module reaches one only through its index.ts; entities.ts is the list of all tables.',
      severity: 'error',
      from: { pathNot: ['^src/modules/', '^src/entities\\.ts$'] },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'common-front-door',
      comment: 'A part of common is reached only through its index.ts.',
      severity: 'error',
      from: { pathNot: ['^src/common/', '^src/entities\\.ts$'] },
      to: { path: '^src/common/', pathNot: '^src/common/[^/]+/index\\.ts$' },
    },
    {
      name: 'common-is-below',
      comment: 'common knows nothing of what stands on it; its data source runs the migrations.',
      severity: 'error',
      from: { path: '^src/common/' },
      to: { path: '^src/', pathNot: '^src/(common|config|migrations)/' },
    },
    {
      name: 'controllers-speak-http-only',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: ['\\.(repository|entity)\\.ts$', 'node_modules/typeorm/', '^typeorm$'] },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules import no framework and nothing that holds state.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: [
          'node_modules/(@nestjs|typeorm|fastify|class-validator)/',
          '\\.(service|repository|controller|module|entity)\\.ts$',
        ],
      },
    },
    {
      name: 'migrations-are-frozen',
      comment: 'A migration keeps meaning what it meant when it was written.',
      severity: 'error',
      from: { path: '^src/migrations/' },
      to: { path: '^src/', pathNot: '^src/migrations/' },
    },
    {
      name: 'production-without-test-parts',
      comment:
        'The emulator, the demo, benches and tests are never loaded with the API; the demo comes by a dynamic import.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: outsideProduction, dynamic: false },
    },
    {
      name: 'dynamic-demo-only',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: '^(emulator|bench|test)/' },
    },
    { name: 'no-import-of-specs', severity: 'error', from: { pathNot: spec }, to: { path: spec } },
    {
      name: 'declared-dependencies',
      comment: 'What runs in production is a dependency of this package.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '/weapp/fixture/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
