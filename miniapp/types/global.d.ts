/// <reference types="@tarojs/taro" />

/** Where the API lives; fixed when the bundle is built (see config/index.ts). */
declare const API_BASE: string;

declare module '*.png' {
  const url: string;
  export default url;
}

declare module '*.scss';
