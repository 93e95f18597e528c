import { describe, expect, test } from 'vitest';
import { parseRoomLink } from './parseRoomLink.ts';

const origin = 'https://meet.example.com';
const here = (roomId: string) => ({ kind: 'here', roomId });

describe('parseRoomLink', () => {
  test.each([
    ['abcd-efgh-jkm', 'abcd-efgh-jkm'],
    ['  ABCD-efgh-JKM ', 'abcd-efgh-jkm'],
    ['주간 회의', '주간-회의'],
    ['주간 회의'.normalize('NFD'), '주간-회의'],
    ['https://meet.example.com/r/abcd-efgh-jkm', 'abcd-efgh-jkm'],
    ['https://MEET.example.com/r/abcd-efgh-jkm/?from=mail#top', 'abcd-efgh-jkm'],
    ['meet.example.com/r/abcd-efgh-jkm', 'abcd-efgh-jkm'],
    ['/r/abcd-efgh-jkm', 'abcd-efgh-jkm'],
    ['https://meet.example.com/r/%EC%A3%BC%EA%B0%84-%ED%9A%8C%EC%9D%98', '주간-회의'],
    ['https://meet.example.com/r/주간-회의', '주간-회의'],
    ['<https://meet.example.com/r/abcd-efgh-jkm>', 'abcd-efgh-jkm'],
    ['Join us (https://meet.example.com/r/abcd-efgh-jkm).', 'abcd-efgh-jkm'],
    [
      '[민수] [오전 10:02] 회의 시작해요\nhttps://meet.example.com/r/abcd-efgh-jkm\n늦지 마세요!',
      'abcd-efgh-jkm',
    ],
    ['https://meet.example.com/r/abcd-efgh-jkm으로 들어오세요', 'abcd-efgh-jkm'],
    [
      '[Parley 화상 회의]\n설치 없이 링크만 누르면 돼요.\nhttps://meet.example.com/r/abcd-efgh-jkm?openExternalBrowser=1',
      'abcd-efgh-jkm',
    ],
    ['코드: abcd-efgh-jkm 입니다', 'abcd-efgh-jkm'],
    ['see https://example.org/notes and https://meet.example.com/r/abcd-efgh-jkm', 'abcd-efgh-jkm'],
  ])('finds the room in %j', (text, roomId) => {
    expect(parseRoomLink(text, origin)).toEqual(here(roomId));
  });

  test.each([
    ['https://meet.example.com/r/weekly#host=AbC-_9', '#host=AbC-_9'],
    ['Host link: https://meet.example.com/r/weekly/#host=AbC-_9.', '#host=AbC-_9'],
    ['meet.example.com/r/weekly#token=eyJh.eyJy-b_2.c-d으로 오세요', '#token=eyJh.eyJy-b_2.c-d'],
  ])('keeps the secret of %j', (text, fragment) => {
    expect(parseRoomLink(text, origin)).toEqual({ ...here('weekly'), fragment });
  });

  test.each([
    ['other.example.com/r/demo#host=AbC-_9', 'https://other.example.com/r/demo#host=AbC-_9'],
    ['http://192.168.0.7:3000/r/demo-room', 'http://192.168.0.7:3000/r/demo-room'],
    ['https://other.example.com/r/demo', 'https://other.example.com/r/demo'],
    ['other.example.com/r/demo', 'https://other.example.com/r/demo'],
    ['https://meet.example.com:8443/r/demo', 'https://meet.example.com:8443/r/demo'],
    ['https://[fd00::1]:3000/r/demo', 'https://[fd00::1]:3000/r/demo'],
  ])('leads to the other server of %j', (text, url) => {
    expect(parseRoomLink(text, origin)).toEqual({ kind: 'elsewhere', url });
  });

  test.each([
    '',
    '   ',
    'ab',
    'a--b',
    'https://meet.example.com/',
    'https://meet.example.com/r/',
    'https://meet.example.com/r/a%ZZ',
    'https://meet.example.com/r/%3Cscript%3E',
    'javascript:alert(1)',
    '오늘\n회의',
    'x'.repeat(65),
  ])('finds nothing in %j', (text) => {
    expect(parseRoomLink(text, origin)).toBeNull();
  });
});
