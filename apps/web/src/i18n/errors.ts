import type { ErrorCode } from '@parley/protocol';
import { defineTexts } from './texts.ts';

type KnownCode = ErrorCode | 'TIMEOUT' | 'DISCONNECTED';

/** A sentence for every code: what happened, then what to do. The code itself is shown small behind it. */
const en = {
  INVALID_PAYLOAD: 'The app and the server do not understand each other. Load the page again.',
  INVALID_ROOM_ID: 'This is not a valid meeting code. Check the link.',
  INVALID_DISPLAY_NAME: 'This name cannot be used. Use up to 64 visible characters.',
  UNKNOWN_EVENT: 'The app and the server have different versions. Load the page again.',
  RATE_LIMITED: 'That was a little too fast. Wait a moment and try again.',
  NOT_JOINED: 'You are not in the meeting yet. Join first.',
  ALREADY_JOINED: 'You are in a meeting already. Leave it first.',
  ROOM_NOT_FOUND: 'This meeting does not exist or has ended. Check the link.',
  ROOM_EXISTS: 'A meeting with this name exists already. Choose another name.',
  ROOM_FULL: 'The meeting is full. Try again when somebody has left.',
  SERVER_FULL: 'The server holds as many meetings as it can. Try again later.',
  SHUTTING_DOWN: 'The server is restarting. Try again in a minute.',
  UNSUPPORTED_MEDIA: 'This browser does not speak the server’s video formats. Update it or use another one.',
  TRANSPORT_NOT_FOUND: 'The media connection was lost. Try again.',
  TRANSPORT_STATE: 'The media connection was not ready. Try again.',
  PRODUCER_NOT_FOUND: 'Your picture or sound got lost on the way. Switch it off and on.',
  PRODUCER_EXISTS: 'This is being sent already.',
  CONSUMER_NOT_FOUND: 'A picture or sound from somebody else got lost. It will come back by itself.',
  SESSION_NOT_FOUND: 'You were away for too long. Join again.',
  SESSION_REPLACED: 'You joined from another window.',
  UNAUTHORIZED: 'You are not allowed to do this here.',
  NOT_FOUND: 'The server does not know this address.',
  METHOD_NOT_ALLOWED: 'The server does not allow this here.',
  INTERNAL: 'Something went wrong on the server. Try again.',
  TIMEOUT: 'The server did not answer in time. Check your connection and try again.',
  DISCONNECTED: 'The server cannot be reached. Check your connection and try again.',
} satisfies Record<KnownCode, string>;

export const errorTexts = defineTexts({
  en,
  ko: {
    INVALID_PAYLOAD: '앱과 서버가 서로 맞지 않아요. 페이지를 새로고침해 주세요.',
    INVALID_ROOM_ID: '올바른 회의 코드가 아니에요. 링크를 확인해 주세요.',
    INVALID_DISPLAY_NAME: '쓸 수 없는 이름이에요. 64자 이내의 글자로 적어 주세요.',
    UNKNOWN_EVENT: '앱과 서버의 버전이 달라요. 페이지를 새로고침해 주세요.',
    RATE_LIMITED: '요청이 너무 많았어요. 잠시 후 다시 시도해 주세요.',
    NOT_JOINED: '아직 회의에 들어가지 않았어요. 먼저 참여해 주세요.',
    ALREADY_JOINED: '이미 다른 회의에 있어요. 먼저 나와 주세요.',
    ROOM_NOT_FOUND: '없거나 이미 끝난 회의예요. 링크를 확인해 주세요.',
    ROOM_EXISTS: '같은 이름의 회의가 이미 있어요. 다른 이름을 써 주세요.',
    ROOM_FULL: '회의 정원이 찼어요. 누군가 나가면 다시 시도해 주세요.',
    SERVER_FULL: '서버에 더는 회의를 열 수 없어요. 나중에 다시 시도해 주세요.',
    SHUTTING_DOWN: '서버가 다시 시작되고 있어요. 잠시 후 다시 시도해 주세요.',
    UNSUPPORTED_MEDIA:
      '이 브라우저는 서버의 영상 형식을 지원하지 않아요. 업데이트하거나 다른 브라우저를 써 주세요.',
    TRANSPORT_NOT_FOUND: '미디어 연결이 끊어졌어요. 다시 시도해 주세요.',
    TRANSPORT_STATE: '미디어 연결이 아직 준비되지 않았어요. 다시 시도해 주세요.',
    PRODUCER_NOT_FOUND: '내 영상이나 소리가 전달되지 않았어요. 껐다가 다시 켜 주세요.',
    PRODUCER_EXISTS: '이미 보내고 있어요.',
    CONSUMER_NOT_FOUND: '다른 사람의 영상이나 소리를 놓쳤어요. 곧 다시 나와요.',
    SESSION_NOT_FOUND: '자리를 오래 비우셨어요. 다시 참여해 주세요.',
    SESSION_REPLACED: '다른 창에서 회의에 참여했어요.',
    UNAUTHORIZED: '여기서는 할 수 없는 일이에요.',
    NOT_FOUND: '서버에 없는 주소예요.',
    METHOD_NOT_ALLOWED: '서버가 허용하지 않는 요청이에요.',
    INTERNAL: '서버에 문제가 생겼어요. 다시 시도해 주세요.',
    TIMEOUT: '서버가 제때 응답하지 않았어요. 인터넷 연결을 확인하고 다시 시도해 주세요.',
    DISCONNECTED: '서버에 연결할 수 없어요. 인터넷 연결을 확인하고 다시 시도해 주세요.',
  },
});
