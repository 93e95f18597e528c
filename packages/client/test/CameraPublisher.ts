import type { types } from 'mediasoup-client';
import { createNativeHandlerFactory, ensureMedia, VideoClipTrack } from '../../../tools/bots/src/index.ts';
import { RoomClient } from '../src/index.ts';

/** Somebody with a camera, whose sender can be looked at. */
export class CameraPublisher implements AsyncDisposable {
  readonly client: RoomClient;
  readonly #senders: RTCRtpSender[] = [];

  static async join(url: string, roomId: string): Promise<CameraPublisher> {
    const publisher = new CameraPublisher(url);
    const track = new VideoClipTrack((await ensureMedia()).camera(0));
    const camera = publisher.client.setSource('camera', { track, paused: false });
    await publisher.client.join({ roomId, displayName: 'Anna' });
    await camera;
    return publisher;
  }

  private constructor(url: string) {
    const native = createNativeHandlerFactory();
    const factory: types.HandlerFactory['factory'] = (options) => {
      const handler = native.factory(options);
      const send = handler.send.bind(handler);
      handler.send = async (sending) => {
        const result = await send(sending);
        if (result.rtpSender) this.#senders.push(result.rtpSender);
        return result;
      };
      return handler;
    };
    this.client = new RoomClient({ url, handlerFactory: { ...native, factory } });
  }

  get userId(): string {
    return this.client.store.getSnapshot().userId ?? '';
  }

  /** How many senders there have been: another track needs no other one. */
  get senderCount(): number {
    return this.#senders.length;
  }

  get sender(): RTCRtpSender {
    const sender = this.#senders.at(-1);
    if (sender === undefined) throw new Error('nothing is sent yet');
    return sender;
  }

  /** As '110': the lower two layers are on. */
  get layers(): string {
    const encodings = this.#senders.at(-1)?.getParameters().encodings ?? [];
    return encodings.map(({ active }) => (active === true ? '1' : '0')).join('');
  }

  /** By how much each layer's picture is smaller than the captured one. */
  get scales(): (number | undefined)[] {
    return this.sender.getParameters().encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.leave();
  }
}
