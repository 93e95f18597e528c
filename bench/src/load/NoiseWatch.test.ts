import { describe, expect, it } from 'vitest';
import { NoiseWatch } from './NoiseWatch.ts';

describe('NoiseWatch', () => {
  it('counts a noise after which its maker is forwarded', () => {
    const watch = new NoiseWatch();
    watch.made('anna', 'cough', 0);
    watch.made('ben', 'cough', 100);
    watch.made('carl', 'type', 100);
    watch.forwarded(['carl', 'anna'], 200);
    expect(watch.count('cough')).toEqual({ made: 2, heard: 1 });
    expect(watch.count('type')).toEqual({ made: 1, heard: 1 });
  });

  it('does not take a later choice for the answer to a noise', () => {
    const watch = new NoiseWatch();
    watch.made('anna', 'cough', 0);
    watch.forwarded(['anna'], 5000);
    expect(watch.count('cough')).toEqual({ made: 1, heard: 0 });
  });

  it('leaves out the noises of those who are forwarded anyway', () => {
    const watch = new NoiseWatch();
    watch.forwarded(['anna'], 0);
    watch.made('anna', 'cough', 100);
    watch.forwarded(['anna', 'ben'], 200);
    expect(watch.count('cough')).toEqual({ made: 0, heard: 0 });
    watch.forwarded([], 2000);
    watch.made('anna', 'cough', 3000);
    watch.forwarded(['anna'], 3100);
    expect(watch.count('cough')).toEqual({ made: 1, heard: 1 });
  });
});
