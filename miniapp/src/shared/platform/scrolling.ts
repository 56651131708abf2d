import Taro from '@tarojs/taro';

/** Brings an element into sight, below what stays at the upper edge. */
export function scrollToElement(id: string): void {
  void Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -72, duration: 200 });
}

export function scrollToTop(): void {
  void Taro.pageScrollTo({ scrollTop: 0, duration: 0 });
}
