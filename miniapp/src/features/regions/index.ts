export { useAskedPlace } from './asked-place';
export { useChildren, useRegion } from './regions.queries';
export { GridField } from './components/grid-field';
export { RegionsScreen } from './screens/regions-screen';
export { PlacePicker, pickedPlace, useHasPlaces } from './components/place-picker';
