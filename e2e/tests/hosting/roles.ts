import { expect, it } from 'vitest';
import type { HostedMeeting } from '../../support/HostedMeeting.ts';

/** Co-hosts, and handing the role over. */
export function givingRoles(meeting: () => HostedMeeting): void {
  it('appoints a co-host, who may help but not touch the host', async () => {
    const { anna, annasPanel, ben, bensPanel, bot, toast } = meeting();
    expect(await bensPanel.offered(bot.displayName)).not.toContain('내보내기');
    await annasPanel.act('Ben', 'Make co-host');
    await toast(ben, '이제 내가 공동 호스트예요.').waitFor();
    await annasPanel.row('Ben').getByText('Co-host', { exact: true }).waitFor();
    expect(await bensPanel.offered(bot.displayName)).toEqual(
      expect.arrayContaining(['마이크 켜 달라고 하기', '이름 바꾸기', '대기실로 보내기', '내보내기']),
    );
    const onHost = await bensPanel.offered('Anna');
    for (const action of ['마이크 끄기', '이름 바꾸기', '내보내기', '호스트 넘기기']) {
      expect(onHost).not.toContain(action);
    }
    const spotlit = anna.tile(bot.displayName).getByRole('img', { name: 'In the spotlight' });
    await bensPanel.act(bot.displayName, '모두에게 크게 보여 주기');
    await spotlit.waitFor();
    await bensPanel.act(bot.displayName, '크게 보여 주기 끝내기');
    await spotlit.waitFor({ state: 'detached' });
    await annasPanel.act('Ben', 'Make a guest again');
    await toast(ben, '다시 게스트가 되었어요.').waitFor();
    await annasPanel.row('Ben').getByText('Co-host', { exact: true }).waitFor({ state: 'detached' });
  });

  it('hands the role over when asked once, and gets it back', async () => {
    const { anna, annasPanel, ben, bensPanel, toast } = meeting();
    await annasPanel.act('Ben', 'Hand over as host');
    const question = anna.page.getByRole('dialog', { name: 'Make Ben the host?' });
    await question.getByRole('button', { name: 'Cancel' }).last().press('Enter');
    await question.waitFor({ state: 'detached' });
    await annasPanel.row('Anna').getByText('Host', { exact: true }).waitFor();

    await annasPanel.act('Ben', 'Hand over as host');
    await question.getByRole('button', { name: 'Hand over' }).press('Enter');
    await toast(ben, '이제 내가 호스트예요.').waitFor();
    await annasPanel.row('Anna').getByText('Co-host', { exact: true }).waitFor();
    await bensPanel.act('Anna', '호스트 넘기기');
    await ben.page
      .getByRole('dialog', { name: 'Anna 님에게 호스트를 넘길까요?' })
      .getByRole('button', { name: '넘기기' })
      .press('Enter');
    await annasPanel.row('Anna').getByText('Host', { exact: true }).waitFor();
    await annasPanel.act('Ben', 'Make a guest again');
    await annasPanel.row('Ben').getByText('Co-host', { exact: true }).waitFor({ state: 'detached' });
  });
}
