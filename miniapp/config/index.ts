import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import type Chain from 'webpack-chain';
import TsconfigPathsPlugin from 'tsconfig-paths-webpack-plugin';
import phones from './phones.json';

const isH5 = process.env.TARO_ENV === 'h5';
const apiBase = isH5 ? '/api' : (process.env.TARO_APP_API_BASE ?? 'http://127.0.0.1:3000/api');

const NODE_MODULES = path.resolve(__dirname, '../../node_modules');

// Packages published in modern syntax that old phones' engines do not read.
const MODERN_PACKAGES = ['@tanstack', 'zustand', '@noble', 'uuid', 'canonicalize'].map((name) =>
  path.join(NODE_MODULES, name),
);

// Sizes are written in plain px for both platforms: touch targets and elder text must not shrink on narrow phones.
const postcss = (overrideBrowserslist?: string[]) => ({
  pxtransform: { enable: false, config: {} },
  autoprefixer: { enable: true, config: overrideBrowserslist ? { overrideBrowserslist } : {} },
});

function resolveSources(chain: Chain): void {
  chain.resolve.plugin('tsconfig-paths').use(TsconfigPathsPlugin);
  // Its modern build has #private fields, which old iOS cannot parse and Taro's minifier garbles.
  for (const name of ['query-core', 'react-query']) {
    chain.resolve.alias.set(`@tanstack/${name}$`, path.join(NODE_MODULES, `@tanstack/${name}/build/legacy/index.js`));
  }
  // The front doors only pass names on: what a page does not use of them stays out of its package.
  chain.module
    .rule('front-doors')
    .test(/src[\\/](features|shared)[\\/].*index\.ts$/)
    .set('sideEffects', false);
}

export default defineConfig<'webpack5'>({
  projectName: 'wuzha-grid',
  date: '2026-11-21',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: ['@tarojs/plugin-framework-react', ...(isH5 ? [] : [path.resolve(__dirname, 'aria-plugin.ts')])],
  // The picture of cards, which only WeChat passes on; the tabs' icons come by themselves.
  copy: isH5
    ? undefined
    : { patterns: [{ from: 'src/static/card.png', to: 'dist/weapp/static/card.png' }], options: {} },
  defineConstants: { API_BASE: JSON.stringify(apiBase) },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  // iOS 10 believes a variable of a loop declared twice; escaped, Chinese takes twice the room.
  terser: { enable: true, config: { safari10: true, output: { ascii_only: false } } },
  mini: {
    postcss: postcss(phones),
    compile: { include: MODERN_PACKAGES },
    optimizeMainPackage: { enable: true },
    runtime: { enableInnerHTML: false },
    minifyXML: { collapseWhitespace: true },
    webpackChain(chain, webpack) {
      resolveSources(chain);
      // WeChat has no AbortController, without which TanStack Query waits for ever.
      chain.plugin('abort-controller').use(webpack.ProvidePlugin, [
        {
          AbortController: ['@/shared/api/abort-controller', 'AbortController'],
          AbortSignal: ['@/shared/api/abort-controller', 'AbortSignal'],
        },
      ]);
    },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: postcss(),
    webpackChain(chain, webpack) {
      resolveSources(chain);
      // One file: a page must not be missing because the network went away after the first one.
      chain.plugin('one-file').use(webpack.optimize.LimitChunkCountPlugin, [{ maxChunks: 1 }]);
      chain.performance.hints(false);
    },
  },
});
