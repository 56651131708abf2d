export { useChildren, useRegion } from './regions.queries';
