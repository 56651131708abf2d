import path from 'node:path';
import type { IPluginContext } from '@tarojs/service';
import components from '../src/shared/platform/aria-components.json';

interface WeappPlatform {
  runtimePath: string | string[];
  template: { mergeComponents(context: IPluginContext, components: Record<string, Record<string, string>>): void };
}

const RUNTIME = path.resolve(__dirname, '../src/shared/platform/aria-runtime').split(path.sep).join('/');

/**
 * Taro's weapp templates carry no aria attributes; screen readers need them on everything that can be tapped or read.
 * Templates and runtime number the attributes of each component on their own, so both get the same list.
 */
export default function ariaPlugin(context: IPluginContext): void {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform: WeappPlatform) {
      platform.template.mergeComponents(context, components);
      platform.runtimePath = [platform.runtimePath, RUNTIME].flat();
    },
  });
}
