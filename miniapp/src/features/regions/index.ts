export { useChildren, useRegion } from './regions.queries';
export { PlacePicker, pickedPlace } from './components/place-picker';
