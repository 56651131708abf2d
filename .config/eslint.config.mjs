import eslint from '@eslint/js';
import path from 'node:path';
import tseslint from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '..');

// Node and the browser offer more; these are the ones our scripts use.
const nodeGlobals = Object.fromEntries(
  [
    'process',
    'console',
    'performance',
    'fetch',
    'URL',
    'Buffer',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
  ].map((name) => [name, 'readonly']),
);

const unused = ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }];

/** What a phone does for us goes through `shared`, where it works on both platforms and can be replaced in a test. */
const onlyInShared = [
  'request',
  'uploadFile',
  'downloadFile',
  'setStorage',
  'getStorage',
  'removeStorage',
  'setStorageSync',
  'getStorageSync',
  'removeStorageSync',
  'getLocation',
  'chooseLocation',
  'chooseMedia',
  'getFileSystemManager',
  'makePhoneCall',
].map((property) => ({
  object: 'Taro',
  property,
  message: 'Only src/shared touches this: use or extend what it offers.',
}));

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/*.gen.ts',
      '**/.temp/',
      '**/.data/',
      'cloud-api/test/.artifacts/',
      'cloud-api/test/harness/weapp/fixture/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      // Text that people type is searched for control characters.
      'no-control-regex': 'off',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: { globals: { ...nodeGlobals, module: 'readonly', require: 'readonly', __dirname: 'readonly' } },
  },
  {
    files: ['cloud-api/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['cloud-api/tsconfig.json', 'cloud-api/test/flows/tsconfig.json'],
        tsconfigRootDir: root,
      },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': unused,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allow: [
            { name: ['RegExp'], from: 'lib' },
            { name: ['URL', 'URLSearchParams'], from: 'package', package: 'node' },
          ],
        },
      ],
      // A class of Nest's is injected by its type: `import type` would erase it.
      '@typescript-eslint/consistent-type-imports': 'off',
      // An interface may ask for a promise where one of its answers is at hand.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    // A test reads answers as they come over the wire.
    files: ['cloud-api/**/*.spec.ts', 'cloud-api/test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // A migration is written once and read as one list of tables.
    files: ['cloud-api/src/migrations/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['miniapp/**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-unused-vars': unused },
  },
  {
    files: ['miniapp/src/{features,pages,packages,custom-tab-bar}/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-properties': ['error', ...onlyInShared],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name=/^mutate/][arguments.length>1]',
          message: 'TanStack forgets callbacks of a component that is gone: use mutateThen of shared/answers.',
        },
      ],
    },
  },
  {
    // Commands, benches and the demo talk to the person who started them.
    files: ['**/scripts/**', '**/bench/**', '**/demo/**', 'cloud-api/src/commands/**', '**/emulator/main.ts'],
    rules: { 'no-console': 'off' },
  },
);
