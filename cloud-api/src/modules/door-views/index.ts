export { DoorViewsModule } from './door-views.module.js';
