import Taro from '@tarojs/taro';

type Listener = (online: boolean) => void;

const listeners = new Set<Listener>();
let online = true;
let watching = false;

function announce(isConnected: boolean): void {
  if (isConnected === online) return;
  online = isConnected;
  listeners.forEach((listener) => listener(online));
}

/** Taro's browser build asks `navigator.connection`, which never tells that there is no network, or is missing. */
function watchBrowser(): void {
  const tell = () => announce(navigator.onLine);
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  tell();
}

function watchWechat(): void {
  Taro.onNetworkStatusChange(({ isConnected }) => announce(isConnected));
  Taro.getNetworkType().then(
    ({ networkType }) => announce(networkType !== 'none'),
    () => undefined,
  );
}

function watch(): void {
  if (watching) return;
  watching = true;
  if (process.env.TARO_ENV === 'h5') watchBrowser();
  else watchWechat();
}

/** Tells at once and at each change whether there is a network; a network does not promise an answer. */
export function onNetworkChange(listener: Listener): () => void {
  watch();
  listeners.add(listener);
  listener(online);
  return () => listeners.delete(listener);
}

/** The person returned to the app: it may have slept for days. */
export function onAppShown(listener: () => void): void {
  if (process.env.TARO_ENV === 'h5') {
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') listener();
    });
  } else {
    Taro.onAppShow(listener);
  }
}
