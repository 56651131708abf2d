export { useChildren, useRegion } from './regions.queries';
export { RegionsScreen } from './screens/regions-screen';
export { PlacePicker, pickedPlace } from './components/place-picker';
