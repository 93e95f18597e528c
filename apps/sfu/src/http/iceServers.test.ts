import { expect, it } from 'vitest';
import { createIceServers } from './iceServers.ts';

const options = {
  stunUrls: ['stun:stun.example:3478'],
  turnUrls: ['turn:turn.example:3478', 'turns:turn.example:443'],
  turnSecret: 'north',
  turnTtlS: 3600,
};

it('hands out TURN credentials that end after their time to live', () => {
  // printf '1700003600:anna' | openssl dgst -sha1 -hmac north -binary | base64
  expect(createIceServers(options, 'anna', 1_700_000_000_000)).toEqual([
    { urls: options.stunUrls },
    { urls: options.turnUrls, username: '1700003600:anna', credential: '+MLxLOEoYnWwCOD+2dzOXWFtASg=' },
  ]);
});

it('leaves out what is not configured', () => {
  expect(createIceServers({ ...options, stunUrls: [], turnSecret: undefined }, 'anna', 0)).toEqual([]);
});
