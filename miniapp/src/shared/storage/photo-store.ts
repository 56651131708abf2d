/** Photos taken on this phone, kept until the server has confirmed the command that refers to them. */
export interface PhotoStore {
  /** Copies a photo from where the camera left it to where it stays. */
  keep(id: string, temporaryPath: string): Promise<void>;
  /** A path that can be shown and uploaded. */
  path(id: string): Promise<string | undefined>;
  discard(id: string): Promise<void>;
}
