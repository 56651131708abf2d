import { mergeInternalComponents } from '@tarojs/shared';
import components from './aria-components.json';

// Imported by the app's entry before anything is drawn (see config/aria-plugin.ts).
mergeInternalComponents(components);
