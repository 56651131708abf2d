import type { IPluginContext } from '@tarojs/service';

interface WeappPlatform {
  template: { mergeComponents(context: IPluginContext, components: Record<string, Record<string, string>>): void };
}

const ARIA_ATTRIBUTES = {
  'aria-role': '',
  'aria-label': '',
  'aria-checked': '',
  'aria-disabled': '',
  'aria-hidden': '',
};

/** Taro's weapp templates carry no aria attributes; screen readers need them on everything that can be tapped or read. */
export default function ariaPlugin(context: IPluginContext): void {
  context.registerMethod({
    name: 'onSetupClose',
    fn(platform: WeappPlatform) {
      platform.template.mergeComponents(context, {
        View: ARIA_ATTRIBUTES,
        Text: ARIA_ATTRIBUTES,
        Image: ARIA_ATTRIBUTES,
        Button: ARIA_ATTRIBUTES,
        Input: ARIA_ATTRIBUTES,
        Textarea: ARIA_ATTRIBUTES,
        Switch: ARIA_ATTRIBUTES,
        Picker: ARIA_ATTRIBUTES,
      });
    },
  });
}
