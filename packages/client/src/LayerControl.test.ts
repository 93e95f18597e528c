import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cameraEncodings } from './encodings.ts';
import { LayerControl, type LayerSender } from './LayerControl.ts';

const hd = { width: 1280, height: 720 };

/** As strict as a browser's sender: parameters must be fresh, and one change must be over before the next. */
class StrictSender implements LayerSender {
  encodings: RTCRtpEncodingParameters[] = cameraEncodings(hd).map((encoding) => ({
    ...encoding,
    active: true,
  }));
  readonly changes: string[] = [];
  refusals = 0;
  #transaction = 0;
  #busy = false;

  getParameters(): RTCRtpSendParameters {
    this.#transaction += 1;
    const encodings = structuredClone(this.encodings);
    const transactionId = String(this.#transaction);
    return { transactionId, encodings, codecs: [], headerExtensions: [], rtcp: {} };
  }

  async setParameters({ transactionId, encodings }: RTCRtpSendParameters): Promise<void> {
    if (this.#busy || transactionId !== String(this.#transaction)) throw new Error('InvalidStateError');
    this.#busy = true;
    await Promise.resolve();
    this.#busy = false;
    if (this.refusals > 0) {
      this.refusals -= 1;
      throw new Error('refused');
    }
    this.encodings = encodings;
    this.changes.push(this.active);
  }

  /** As '110': the lowest two layers are active. */
  get active(): string {
    return this.encodings.map(({ active }) => (active === true ? '1' : '0')).join('');
  }
}

const onProblem = vi.fn();
let sender: StrictSender;
let control: LayerControl;

beforeEach(async () => {
  vi.useFakeTimers();
  onProblem.mockReset();
  sender = new StrictSender();
  control = new LayerControl(sender, onProblem);
  await control.setEncodings(cameraEncodings(hd), hd);
});
afterEach(() => {
  control.close();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

describe('layer control', () => {
  it('leaves a sender alone that is as wanted', async () => {
    await control.setLayers(['active', 'active', 'active']);
    await control.apply();
    expect(sender.changes).toEqual([]);
  });

  it('makes one change at a time, and only the latest of those that wait', async () => {
    const off = control.setLayers(['off', 'off', 'off']);
    void control.setLayers(['active', 'off', 'off']);
    void control.setLayers(['active', 'active', 'off']);
    await off;
    expect(sender.changes).toEqual(['000', '110']);
  });

  it('sets again what something else has undone, and what another picture needs', async () => {
    await control.setLayers(['active', 'active', 'off']);
    sender.encodings = sender.encodings.map((encoding) => ({ ...encoding, active: true }));
    await control.apply();
    expect(sender.active).toBe('110');
    const fullHd = { width: 1920, height: 1080 };
    await control.setEncodings(cameraEncodings(fullHd), fullHd);
    expect(sender.encodings.map(({ scaleResolutionDownBy }) => scaleResolutionDownBy)).toEqual([6, 3, 1.5]);
    expect(sender.active).toBe('110');
  });

  it('removes the frame rate’s bound where there is none in full', async () => {
    const encodings = cameraEncodings(hd).map(({ scaleResolutionDownBy, maxBitrate }) => ({
      scaleResolutionDownBy,
      maxBitrate,
    }));
    await control.setEncodings(encodings, hd);
    await control.setLayers(['active', 'active', 'standby']);
    expect(sender.encodings[2]?.maxFramerate).toBe(5);
    await control.setLayers([]);
    expect(sender.encodings[2]).not.toHaveProperty('maxFramerate');
  });

  it('tries once more when it was refused, without a word', async () => {
    sender.refusals = 1;
    await control.setLayers(['active', 'off', 'off']);
    expect(sender.active).toBe('111');
    await vi.advanceTimersByTimeAsync(500);
    expect(sender.active).toBe('100');
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('gives up after that, says so once, and listens to the next wish', async () => {
    sender.refusals = 2;
    await control.setLayers(['active', 'off', 'off']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sender.active).toBe('111');
    expect(onProblem).toHaveBeenCalledTimes(1);
    await control.setLayers(['active', 'active', 'off']);
    expect(sender.active).toBe('110');
  });

  it('does nothing more when it is closed', async () => {
    sender.refusals = 1;
    await control.setLayers(['active', 'off', 'off']);
    control.close();
    await vi.advanceTimersByTimeAsync(5000);
    await control.setLayers(['off', 'off', 'off']);
    expect(sender.changes).toEqual([]);
  });
});
