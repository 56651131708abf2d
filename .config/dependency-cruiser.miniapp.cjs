// Who may import whom in the miniapp: docs/architecture.md says why.
const spec = '\\.spec\\.tsx?$';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'feature-front-door',
      comment: 'Another feature is reached only through its index.ts.',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    },
    {
      name: 'feature-front-door-from-outside',
      comment: 'Pages and packages are thin: they show what a feature offers.',
      severity: 'error',
      from: { pathNot: '^src/features/' },
      to: { path: '^src/features/', pathNot: '^src/features/[^/]+/index\\.ts$' },
    },
    {
      name: 'shared-front-door',
      comment: 'A part of shared is reached only through its index.ts.',
      severity: 'error',
      from: { path: '^src/shared/([^/]+)/' },
      to: { path: '^src/shared/', pathNot: ['^src/shared/$1/', '^src/shared/[^/]+/index\\.ts$'] },
    },
    {
      name: 'shared-front-door-from-outside',
      comment: 'The polyfill for AbortController has to run before anything else is loaded.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/shared/' },
      to: {
        path: '^src/shared/',
        pathNot: ['^src/shared/[^/]+/index\\.ts$', '\\.s?css$', '^src/shared/api/abort-controller\\.ts$'],
      },
    },
    {
      name: 'shared-is-below',
      comment: 'shared knows nothing of what stands on it.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^src/', pathNot: '^src/(shared|static)/' },
    },
    {
      name: 'features-are-below-pages',
      severity: 'error',
      from: { path: '^src/features/' },
      to: { path: '^src/(pages|packages|app|custom-tab-bar)' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules run without a phone: no framework, no network, no storage.',
      severity: 'error',
      from: { path: '\\.rules\\.ts$' },
      to: {
        path: [
          'node_modules/(@tarojs|react|react-dom|zustand|@tanstack)/',
          '^src/shared/(api|storage|session|platform|ui)/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-import-of-specs', severity: 'error', from: { pathNot: spec }, to: { path: spec } },
    {
      name: 'declared-dependencies',
      comment: 'What runs on the phone is a dependency of this package.',
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
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'default', 'types'],
    },
  },
};
