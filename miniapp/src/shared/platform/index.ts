export { isH5 } from './environment';
export {
  chooseFile,
  copyText,
  fileOfText,
  openAddress,
  openFile,
  saveText,
  useIncomingFiles,
  type ChosenFile,
} from './files';
export {
  backTo,
  goBack,
  onlyPageOpen,
  openFromMenu,
  openPage,
  openTab,
  PAGES,
  pageUrl,
  rememberTopPage,
  replacePage,
  restart,
  usePageQuery,
  type Tab,
} from './navigation';
export { ANTI_FRAUD_LINE, dial, POLICE } from './telephone';
export { DrawingCanvas, openCanvas, pngOf, type CanvasPoint, type OpenCanvas } from './canvas';
export { deviceName } from './device';
export { loginCode } from './login';
export { usePageSeen } from './page-seen';
export { groupOpening, type GroupFailure, type GroupOpening, type GroupProof } from './group-opening';
export { positionMeasuredOrPicked, roughPositionIfAllowed, type Position } from './location';
export { scrollOn, useOnScreen, useReadSoFar } from './reading';
export { useBrightScreen } from './screen';
export { scrollToElement, scrollToTop } from './scrolling';
export { takePhotos } from './photos';
export { showPictures } from './pictures';
export { canShare, useShareCard, type ShareCard } from './sharing';
export { playFile, speak, watchSpeech, type Sound } from './sound';
export { askToSubscribe, type SubscribeAnswer } from './subscribing';
export { useSound } from './use-sound';
export { useWide } from './wide';
