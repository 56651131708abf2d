import { View } from '@tarojs/components';

/** WeChat asks for this component when the tab bar is custom; ours is drawn by the pages (shared/ui/tab-bar.tsx). */
export default function CustomTabBar() {
  return <View />;
}
