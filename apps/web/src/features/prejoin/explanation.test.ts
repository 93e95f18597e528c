import { expect, test } from 'vitest';
import { mediaProblemTexts } from '../../i18n/mediaProblems.ts';
import { permissionSteps } from '../../i18n/permissionSteps.ts';
import { explain } from './explanation.ts';

test('a blocked permission is explained with the steps of the browser at hand', () => {
  const problem = { device: 'both', reason: 'denied' } as const;
  expect(explain(problem, mediaProblemTexts.ko, permissionSteps.ko, 'samsung')).toEqual({
    title: '카메라와 마이크 사용이 차단되어 있어요',
    why: mediaProblemTexts.ko.deniedWhy('both'),
    steps: permissionSteps.ko.samsung,
  });
});

test.each(['not-found', 'in-use', 'overconstrained', 'insecure-context', 'unsupported', 'unknown'] as const)(
  '%s says what to do in both languages',
  (reason) => {
    for (const language of ['ko', 'en'] as const) {
      for (const device of ['camera', 'microphone', 'both'] as const) {
        const text = explain(
          { device, reason },
          mediaProblemTexts[language],
          permissionSteps[language],
          'chrome',
        );
        expect(text.title).not.toBe('');
        expect(text.why).not.toBe('');
        expect(text.steps.length).toBeGreaterThan(0);
      }
    }
  },
);
