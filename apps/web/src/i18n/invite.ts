import { defineTexts } from './texts.ts';

export const inviteTexts = defineTexts({
  en: {
    title: 'Invite people',
    close: 'Close',
    aloneTitle: 'You are the only one here',
    aloneText: 'Send this link to everyone who should come.',
    text: 'Anyone with this link can join.',
    link: 'Meeting link',
    copy: 'Copy link',
    copied: 'Copied',
    copyFailed: 'The link could not be copied. Select it and copy it yourself.',
    share: 'Send link',
    qr: 'QR code of the meeting link',
    scan: 'Point a phone’s camera here to join.',
    localOnly:
      'This address only works on this computer. Open Parley by its network address to invite others.',
  },
  ko: {
    title: '사람 초대하기',
    close: '닫기',
    aloneTitle: '아직 혼자예요',
    aloneText: '함께할 사람에게 이 링크를 보내 주세요.',
    text: '링크가 있으면 누구나 들어올 수 있어요.',
    link: '회의 링크',
    copy: '링크 복사',
    copied: '복사했어요',
    copyFailed: '복사하지 못했어요. 링크를 직접 선택해서 복사해 주세요.',
    share: '링크 보내기',
    qr: '회의 링크 QR 코드',
    scan: '휴대폰 카메라로 비추면 바로 들어와요.',
    localOnly: '이 주소는 이 컴퓨터에서만 열려요. 다른 사람을 부르려면 네트워크 주소로 접속해 주세요.',
  },
});
