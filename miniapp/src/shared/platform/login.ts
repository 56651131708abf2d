import Taro from '@tarojs/taro';

/** A code by which the server asks WeChat who holds this phone; good once, and for minutes. */
export async function loginCode(): Promise<string> {
  const { code } = await Taro.login();
  return code;
}
