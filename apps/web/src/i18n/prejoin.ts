import { plural } from './plural.ts';
import { defineTexts } from './texts.ts';

export const prejoinTexts = defineTexts({
  en: {
    pageTitle: (roomId: string) => `${roomId} – Parley`,
    ready: 'Ready to join?',
    preview: 'Your picture',
    cameraOn: 'Turn camera on',
    cameraOff: 'Turn camera off',
    microphoneOn: 'Turn microphone on',
    microphoneOff: 'Turn microphone off',
    cameraIsOff: 'The camera is off',
    asking: 'Choose Allow when the browser asks for camera and microphone.',
    camera: 'Camera',
    microphone: 'Microphone',
    noCamera: 'No camera',
    noMicrophone: 'No microphone',
    namelessDevice: (number: number) => `Device ${number}`,
    speakNow: 'Say something: when the bar moves, you are heard.',
    name: 'Your name',
    namePlaceholder: 'How others see you',
    nameNeeded: 'Enter a name, so that the others know who you are.',
    join: 'Join',
    joining: 'Joining…',
    nobody: 'Nobody is here yet.',
    inside: (names: readonly string[], more: number) =>
      more > 0
        ? `${names.join(', ')} and ${plural(more, 'other', 'others')} are here.`
        : `${new Intl.ListFormat('en').format(names)} ${names.length === 1 ? 'is' : 'are'} here.`,
    full: 'The meeting is full right now. You can join as soon as somebody leaves.',
    invalidPageTitle: 'No such meeting – Parley',
    invalidTitle: 'This link leads nowhere',
    invalidText:
      'A meeting’s name has 3 to 64 letters (English or Korean), digits and single hyphens. Check that the link was copied completely.',
    home: 'Go to the start page',
    defaultDevice: 'Default device',
    microphoneIsOff: 'The microphone is off.',
  },
  ko: {
    pageTitle: (roomId) => `${roomId} – Parley`,
    ready: '참여할 준비가 됐나요?',
    preview: '내 화면',
    cameraOn: '카메라 켜기',
    cameraOff: '카메라 끄기',
    microphoneOn: '마이크 켜기',
    microphoneOff: '마이크 끄기',
    cameraIsOff: '카메라가 꺼져 있어요',
    asking: '브라우저가 물어보면 카메라와 마이크를 허용해 주세요.',
    camera: '카메라',
    microphone: '마이크',
    noCamera: '카메라 없음',
    noMicrophone: '마이크 없음',
    namelessDevice: (number) => `장치 ${number}`,
    speakNow: '말해 보세요. 막대가 움직이면 잘 들리는 거예요.',
    name: '이름',
    namePlaceholder: '다른 사람에게 보일 이름',
    nameNeeded: '다른 분들이 알아볼 수 있게 이름을 적어 주세요.',
    join: '참여하기',
    joining: '들어가는 중…',
    nobody: '아직 아무도 없어요.',
    inside: (names, more) =>
      more > 0
        ? `${names.join(', ')} 외 ${more}명이 회의 중이에요.`
        : `${names.join(', ')} 님이 회의 중이에요.`,
    full: '지금은 정원이 찼어요. 누군가 나가면 들어올 수 있어요.',
    invalidPageTitle: '없는 회의 – Parley',
    invalidTitle: '잘못된 회의 링크예요',
    invalidText:
      '회의 이름은 3~64자의 영문 소문자, 한글, 숫자로 되어 있고 사이에 하이픈(-)을 하나씩 쓸 수 있어요. 링크가 끝까지 복사됐는지 확인해 주세요.',
    home: '첫 화면으로',
    defaultDevice: '기본 장치',
    microphoneIsOff: '마이크가 꺼져 있어요.',
  },
});
