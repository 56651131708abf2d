import path from 'node:path';
import { defineConfig } from '@tarojs/cli';
import TsconfigPathsPlugin from 'tsconfig-paths-webpack-plugin';

const isH5 = process.env.TARO_ENV === 'h5';
const apiBase = isH5 ? '/api' : (process.env.TARO_APP_API_BASE ?? 'http://127.0.0.1:3000/api');

// Packages published in modern syntax that old phones' engines do not read.
const MODERN_PACKAGES = [/@tanstack/, /zustand/, /@noble/, /uuid/, /canonicalize/];

// Sizes are written in plain px for both platforms: touch targets and elder text must not shrink on narrow phones.
const postcss = { pxtransform: { enable: false, config: {} }, autoprefixer: { enable: true, config: {} } };

function legacyBuildOf(name: string): string {
  const manifest = require.resolve(`@tanstack/${name}/package.json`);
  return path.join(path.dirname(manifest), 'build/legacy/index.js');
}

export default defineConfig<'webpack5'>({
  projectName: 'wuzha-grid',
  date: '2026-11-21',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: ['@tarojs/plugin-framework-react', ...(isH5 ? [] : [path.resolve(__dirname, 'aria-plugin.ts')])],
  defineConstants: { API_BASE: JSON.stringify(apiBase) },
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  mini: {
    postcss,
    compile: { include: MODERN_PACKAGES },
    optimizeMainPackage: { enable: true },
    webpackChain(chain, webpack) {
      chain.resolve.plugin('tsconfig-paths').use(TsconfigPathsPlugin);
      // WeChat has no AbortController, without which TanStack Query waits for ever.
      chain.plugin('abort-controller').use(webpack.ProvidePlugin, [
        {
          AbortController: ['@/shared/api/abort-controller', 'AbortController'],
          AbortSignal: ['@/shared/api/abort-controller', 'AbortSignal'],
        },
      ]);
      // Its modern build has #private fields, which iOS before 14.5 cannot parse.
      for (const name of ['query-core', 'react-query']) {
        chain.resolve.alias.set(`@tanstack/${name}$`, legacyBuildOf(name));
      }
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
    postcss,
    webpackChain(chain) {
      chain.resolve.plugin('tsconfig-paths').use(TsconfigPathsPlugin);
    },
  },
});
