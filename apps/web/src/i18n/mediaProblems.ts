import { defineTexts } from './texts.ts';

/** What failed: one of them, or both for the same reason. */
export type Device = 'camera' | 'microphone' | 'both';

const en = { camera: 'the camera', microphone: 'the microphone', both: 'camera and microphone' } as const;
const start = { camera: 'The camera', microphone: 'The microphone', both: 'Camera and microphone' } as const;
const ko = { camera: '카메라', microphone: '마이크', both: '카메라와 마이크' } as const;
const isAre = (device: Device) => (device === 'both' ? 'are' : 'is');

/** Title, reason and, where they do not depend on the browser, steps; by `MediaErrorReason`. */
export const mediaProblemTexts = defineTexts({
  en: {
    deniedTitle: (device: Device) => `${start[device]} ${isAre(device)} blocked`,
    deniedWhy: (_: Device) => 'The browser does not let this page use it. You can change that:',
    dismissedTitle: (device: Device) => `May Parley use ${en[device]}?`,
    dismissedWhy: (_: Device) =>
      'The browser’s question was closed without an answer. Ask again and choose Allow.',
    notFoundTitle: (device: Device) => (device === 'both' ? 'No camera or microphone' : `No ${device} found`),
    notFoundWhy: (_: Device) => 'The browser sees no such device on this machine.',
    notFoundSteps: [
      'Plug it in, or switch it on if it has a switch or a cover.',
      'Wait a moment, then try again.',
    ],
    inUseTitle: (device: Device) => `${start[device]} ${isAre(device)} busy`,
    inUseWhy: (_: Device) => 'Another program or tab is probably using it.',
    inUseSteps: [
      'Close other calls: Zoom, Teams, KakaoTalk, other browser tabs.',
      'Try again. If that does not help, unplug the device and plug it in.',
    ],
    overconstrainedTitle: (device: Device) => `${start[device]} cannot deliver a usable signal`,
    overconstrainedWhy: (_: Device) => 'The chosen device does not do what a call needs.',
    overconstrainedSteps: ['Choose another device in the list.', 'Try again.'],
    insecureTitle: (_: Device) => 'This address is not secure',
    insecureWhy: (device: Device) =>
      `Browsers share ${en[device]} only with pages whose address starts with https.`,
    insecureSteps: [
      'Ask whoever runs the server for the https address (npm start -- --https).',
      'Open that address. You can also join now and just listen and watch.',
    ],
    unsupportedTitle: (_: Device) => 'This browser cannot do video calls',
    unsupportedWhy: (_: Device) => 'It is too old, or it is the small browser inside another app.',
    unsupportedSteps: ['Open this page in a current Chrome, Edge, Safari, Samsung Internet or Firefox.'],
    unknownTitle: (device: Device) => `${start[device]} did not start`,
    unknownWhy: (_: Device) => 'The browser gave no reason.',
    unknownSteps: ['Try again.', 'If that does not help, close the browser and open it again.'],
    retry: 'Try again',
    openOutside: 'Open in the browser',
    howTo: 'What to do',
    close: 'Close',
    withoutIt: (device: Device) => `You can also join without ${en[device]}.`,
  },
  ko: {
    deniedTitle: (device) => `${ko[device]} 사용이 차단되어 있어요`,
    deniedWhy: () => '브라우저가 이 페이지에서 쓰지 못하게 막고 있어요. 이렇게 바꿀 수 있어요.',
    dismissedTitle: (device) => `${ko[device]}를 켤까요?`,
    dismissedWhy: () => '브라우저의 질문이 답 없이 닫혔어요. 다시 시도하고 ‘허용’을 눌러 주세요.',
    notFoundTitle: (device) => `${ko[device]}를 찾지 못했어요`,
    notFoundWhy: () => '이 기기에 연결된 장치가 없어요.',
    notFoundSteps: [
      '장치를 연결하거나, 스위치나 덮개가 있으면 열어 주세요.',
      '잠시 기다린 뒤 다시 시도해 주세요.',
    ],
    inUseTitle: (device) => `${ko[device]}를 다른 곳에서 쓰고 있어요`,
    inUseWhy: () => '다른 프로그램이나 탭이 쓰고 있는 것 같아요.',
    inUseSteps: [
      'Zoom, Teams, 카카오톡 통화나 다른 브라우저 탭을 닫아 주세요.',
      '다시 시도해 주세요. 그래도 안 되면 장치를 뺐다가 다시 연결해 주세요.',
    ],
    overconstrainedTitle: (device) => `이 ${ko[device]}는 쓸 수 없어요`,
    overconstrainedWhy: () => '고른 장치가 통화에 필요한 기능을 지원하지 않아요.',
    overconstrainedSteps: ['목록에서 다른 장치를 골라 주세요.', '다시 시도해 주세요.'],
    insecureTitle: () => '안전하지 않은 주소예요',
    insecureWhy: (device) => `브라우저는 https로 시작하는 주소에서만 ${ko[device]}를 쓸 수 있게 해요.`,
    insecureSteps: [
      '서버를 운영하는 분께 https 주소를 물어봐 주세요. (npm start -- --https)',
      '그 주소를 열어 주세요. 지금 참여해서 보고 듣기만 할 수도 있어요.',
    ],
    unsupportedTitle: () => '이 브라우저로는 화상 회의를 할 수 없어요',
    unsupportedWhy: () => '너무 오래되었거나, 다른 앱 안에 있는 작은 브라우저예요.',
    unsupportedSteps: ['최신 Chrome, Edge, Safari, 삼성 인터넷이나 Firefox에서 이 페이지를 열어 주세요.'],
    unknownTitle: (device) => `${ko[device]}를 켜지 못했어요`,
    unknownWhy: () => '브라우저가 이유를 알려 주지 않았어요.',
    unknownSteps: ['다시 시도해 주세요.', '그래도 안 되면 브라우저를 완전히 닫았다가 다시 열어 주세요.'],
    retry: '다시 시도',
    openOutside: '브라우저에서 열기',
    howTo: '해결 방법',
    close: '닫기',
    withoutIt: (device) => `${ko[device]} 없이 참여할 수도 있어요.`,
  },
});
