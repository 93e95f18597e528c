/** What is known of one picture of somebody else; see `RemoteUser`. */
export interface PictureFacts {
  /** The camera or screen is on and not paused by its owner. */
  readonly sent: boolean;
  /** I chose "don't show". */
  readonly hidden: boolean;
  /** It is asked for; false where too many pictures would move at once. */
  readonly live: boolean;
  /** What the server said last about the layers it forwards; null while it has said nothing. */
  readonly receiving: {
    readonly layers: object | null;
    readonly reason: 'bandwidth' | 'sender' | null;
  } | null;
}

/** `shown` as far as the server is concerned: its first frame may be on its way. `resting` until its owner matters more. */
export type PictureState =
  'off' | 'hidden' | 'resting' | 'shown' | 'paused-by-bandwidth' | 'paused-by-sender';

/** Why a picture is or is not there. What its owner or I decided comes before what the network does. */
export function pictureState({ sent, hidden, live, receiving }: PictureFacts): PictureState {
  if (!sent) return 'off';
  if (hidden) return 'hidden';
  if (!live) return 'resting';
  if (receiving === null || receiving.layers !== null) return 'shown';
  return receiving.reason === 'bandwidth' ? 'paused-by-bandwidth' : 'paused-by-sender';
}
