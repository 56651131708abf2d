module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts?(x)'],
  transform: {
    '^.+\\.[jt]sx?$': [
      'babel-jest',
      {
        configFile: false,
        babelrc: false,
        presets: [
          ['@babel/preset-env', { targets: { node: '20' } }],
          ['@babel/preset-react', { runtime: 'automatic' }],
          '@babel/preset-typescript',
        ],
      },
    ],
  },
  // These packages are published as ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(@noble|uuid)/)'],
  moduleNameMapper: {
    '^@/(.*)$': '<rootDir>/src/$1',
    '\\.(scss|css|png)$': '<rootDir>/test/asset.cjs',
    '^@tarojs/taro$': '<rootDir>/test/taro.ts',
    // Native parts, of which unit tests draw none.
    '^@tarojs/components$': '<rootDir>/test/asset.cjs',
  },
  globals: { API_BASE: 'http://api.test/api' },
};
