import { expect, it, vi } from 'vitest';
import { RtpSender } from './RtpSender.ts';

function sender(count: number) {
  const onEncodings = vi.fn();
  const encodings = Array.from({ length: count }, (_, index) => ({ ssrc: index + 1, maxBitrate: 100 }));
  const rtpParameters = { codecs: [], headerExtensions: [], rtcp: {}, encodings };
  const target = new RtpSender({
    rtpParameters,
    encodings,
    track: () => null,
    streams: () => [],
    onEncodings,
  });
  return { target, onEncodings };
}

it('takes changed parameters of single encodings', async () => {
  const { target, onEncodings } = sender(2);
  const parameters = target.getParameters();
  expect(parameters.encodings.map(({ active }) => active)).toEqual([true, true]);
  Object.assign(parameters.encodings[1] ?? {}, { active: false, maxFramerate: 2 });
  await target.setParameters(parameters);
  const changed = [
    { ssrc: 1, active: true },
    { ssrc: 2, active: false, maxFramerate: 2 },
  ];
  expect(onEncodings).toHaveBeenCalledExactlyOnceWith([
    expect.objectContaining(changed[0]),
    expect.objectContaining(changed[1]),
  ]);
  expect(target.getParameters().encodings).toMatchObject(changed);
});

it('gives out copies', () => {
  const { target } = sender(1);
  Object.assign(target.getParameters().encodings[0] ?? {}, { active: false });
  expect(target.getParameters().encodings[0]?.active).toBe(true);
});

it('is as strict as browsers are', async () => {
  const { target, onEncodings } = sender(2);
  const parameters = target.getParameters();
  const fewer = { ...parameters, encodings: parameters.encodings.slice(1) };
  await expect(target.setParameters(fewer)).rejects.toMatchObject({ name: 'InvalidModificationError' });
  await expect(target.setParameters(parameters)).rejects.toMatchObject({ name: 'InvalidStateError' });
  const old = target.getParameters();
  const current = target.getParameters();
  await expect(target.setParameters(old)).rejects.toMatchObject({ name: 'InvalidModificationError' });
  await expect(target.setParameters(current)).rejects.toMatchObject({ name: 'InvalidStateError' });
  expect(onEncodings).not.toHaveBeenCalled();
});
