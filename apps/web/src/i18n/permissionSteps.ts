import { defineTexts } from './texts.ts';

/** How to allow camera and microphone again, per browser (`BrowserKind`), in the words that browser shows. */
export const permissionSteps = defineTexts({
  en: {
    chrome: [
      'Click the icon at the left of the address.',
      'Switch Camera and Microphone on.',
      'Still blocked? Allow this browser under Privacy › Camera in the system’s settings.',
    ],
    'chrome-android': [
      'Tap the icon at the left of the address, then Permissions.',
      'Allow Camera and Microphone.',
      'Not listed? Open the phone’s Settings › Apps › Chrome › Permissions and allow both.',
    ],
    edge: [
      'Click the lock at the left of the address, then Permissions for this site.',
      'Set Camera and Microphone to Allow.',
      'Still blocked? Allow Edge under Privacy & security › Camera in Windows Settings.',
    ],
    samsung: [
      'Tap the lock in the address bar, then Permissions.',
      'Allow Camera and Microphone.',
      'Not listed? Open the phone’s Settings › Apps › Samsung Internet › Permissions and allow both.',
    ],
    safari: [
      'Open the Safari menu, then Settings for this website.',
      'Set Camera and Microphone to Allow.',
      'Still blocked? Allow Safari in System Settings › Privacy & Security › Camera.',
    ],
    'safari-ios': [
      'Tap the page button in the address bar, then Website Settings.',
      'Set Camera and Microphone to Allow.',
      'Still blocked? Open Settings › Apps › Safari and allow Camera and Microphone.',
    ],
    'browser-ios': [
      'Open the Settings app of your iPhone or iPad.',
      'Open Apps, choose this browser, and switch Camera and Microphone on.',
      'Come back and load this page again.',
    ],
    firefox: [
      'Click the crossed-out camera or microphone at the left of the address.',
      'Remove “Blocked” with the cross beside it.',
      'Try again here and choose Allow.',
    ],
    'firefox-android': [
      'Tap the icon at the left of the address.',
      'Tap Camera and Microphone until both say Allowed.',
      'Not listed? Open the phone’s Settings › Apps › Firefox › Permissions and allow both.',
    ],
    'in-app': [
      'This page is open inside another app, which may not share the camera.',
      'Open the app’s menu (⋯ or ⋮) and choose to open the page in your browser.',
      'Choose Allow when the browser asks.',
    ],
    other: [
      'Open the settings for this website in your browser.',
      'Allow Camera and Microphone.',
      'Load this page again.',
    ],
  },
  ko: {
    chrome: [
      '주소 왼쪽의 아이콘을 눌러 주세요.',
      '카메라와 마이크를 켜 주세요.',
      '그래도 안 되면 컴퓨터 설정의 개인정보 보호 › 카메라에서 이 브라우저를 허용해 주세요.',
    ],
    'chrome-android': [
      '주소 왼쪽의 아이콘을 누르고 ‘권한’을 열어 주세요.',
      '카메라와 마이크를 허용해 주세요.',
      '목록에 없으면 휴대전화 설정 › 애플리케이션 › Chrome › 권한에서 둘 다 허용해 주세요.',
    ],
    edge: [
      '주소 왼쪽의 자물쇠를 누르고 ‘이 사이트에 대한 권한’을 열어 주세요.',
      '카메라와 마이크를 ‘허용’으로 바꿔 주세요.',
      '그래도 안 되면 Windows 설정의 개인 정보 및 보안 › 카메라에서 Edge를 허용해 주세요.',
    ],
    samsung: [
      '주소창의 자물쇠를 누르고 ‘권한’을 열어 주세요.',
      '카메라와 마이크를 허용해 주세요.',
      '목록에 없으면 휴대전화 설정 › 애플리케이션 › 삼성 인터넷 › 권한에서 둘 다 허용해 주세요.',
    ],
    safari: [
      'Safari 메뉴에서 ‘이 웹 사이트에 대한 설정’을 열어 주세요.',
      '카메라와 마이크를 ‘허용’으로 바꿔 주세요.',
      '그래도 안 되면 시스템 설정 › 개인정보 보호 및 보안 › 카메라에서 Safari를 허용해 주세요.',
    ],
    'safari-ios': [
      '주소창의 페이지 버튼을 누르고 ‘웹 사이트 설정’을 열어 주세요.',
      '카메라와 마이크를 ‘허용’으로 바꿔 주세요.',
      '그래도 안 되면 설정 › 앱 › Safari에서 카메라와 마이크를 허용해 주세요.',
    ],
    'browser-ios': [
      'iPhone이나 iPad의 설정 앱을 열어 주세요.',
      '‘앱’에서 지금 쓰는 브라우저를 고르고 카메라와 마이크를 켜 주세요.',
      '돌아와서 이 페이지를 새로고침해 주세요.',
    ],
    firefox: [
      '주소 왼쪽에서 줄이 그어진 카메라나 마이크 아이콘을 눌러 주세요.',
      '‘차단됨’ 옆의 × 를 눌러 지워 주세요.',
      '여기서 다시 시도하고 ‘허용’을 골라 주세요.',
    ],
    'firefox-android': [
      '주소 왼쪽의 아이콘을 눌러 주세요.',
      '카메라와 마이크가 ‘허용됨’이 되도록 눌러 주세요.',
      '목록에 없으면 휴대전화 설정 › 애플리케이션 › Firefox › 권한에서 둘 다 허용해 주세요.',
    ],
    'in-app': [
      '지금은 다른 앱 안에서 열려 있어 카메라를 쓰지 못할 수 있어요.',
      '앱 메뉴(⋯ 또는 ⋮)에서 ‘다른 브라우저로 열기’를 골라 주세요.',
      '브라우저가 물어보면 ‘허용’을 눌러 주세요.',
    ],
    other: [
      '브라우저에서 이 웹사이트의 설정을 열어 주세요.',
      '카메라와 마이크를 허용해 주세요.',
      '이 페이지를 새로고침해 주세요.',
    ],
  },
});
