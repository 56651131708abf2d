export { currentToken, setAuthentication } from './authentication';
export { call, type CallOptions } from './call';
export { errorSentence } from './error-sentences';
export { ApiError, isTemporary, NetworkError } from './errors';
export { downloadFile, uploadFile } from './files';
export { onAppShown, onNetworkChange } from './network';
export { downloadPhoto, uploadPhoto } from './photos';
export { connectQueries, queryClient } from './query-client';
export type { ErrorCode, Problem, Schemas } from './schema';
