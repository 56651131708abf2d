export * from './words';
export * from './dates';
export * from './numbers';
