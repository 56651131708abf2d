export * from './words';
export * from './csv';
export * from './dates';
export * from './numbers';
export * from './visit-facts';
export * from './region-levels';
export * from './cascade-words';
export * from './time-left';
