import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

describe('command line', () => {
  it('has defaults', () => {
    expect(parseOptions([])).toEqual({
      url: 'http://localhost:3000',
      room: 'demo',
      count: 1,
      durationS: null,
      talking: 'turns',
      speakers: null,
      camera: true,
      microphone: true,
      insecure: undefined,
      json: false,
      help: false,
    });
  });

  it('knows its options', () => {
    const args = [
      '--room',
      'abc',
      '--count',
      '9',
      '--url',
      'https://example.test:3000/r/x',
      '--duration',
      '1.5',
    ];
    expect(
      parseOptions([
        ...args,
        '--no-camera',
        '--no-microphone',
        '--talking',
        'all',
        '--speakers',
        '3',
        '--json',
      ]),
    ).toMatchObject({
      url: 'https://example.test:3000',
      room: 'abc',
      count: 9,
      durationS: 1.5,
      talking: 'all',
      speakers: 3,
      camera: false,
      microphone: false,
      json: true,
    });
  });

  it.each([
    [['--count', '0'], '--count must be a number from 1 to 200, not "0".'],
    [['--count', '2.5'], '--count must be'],
    [['--count', ''], '--count must be'],
    [['--duration', 'long'], '--duration must be'],
    [['--speakers', '0'], '--speakers must be a number from 1 to 200, not "0".'],
    [['--url', 'localhost:3000'], '--url must be like'],
    [['--talking', 'some'], '--talking must be'],
    [['--what'], "Unknown option '--what'. See --help."],
  ])('refuses %j', (args, message) => {
    expect(() => parseOptions(args)).toThrow(message);
  });
});
