/** Covering a tile may cut away this much more of one side than the picture has of the other, before faces suffer. */
const MAX_CROP_RATIO = 1.5;

/**
 * How a picture fills its tile: `cover` when little is cut off (4:3 in 16:9), `contain` when the shapes differ so
 * much that faces would be cut (an upright phone in a wide tile). Shapes are width / height.
 */
export function videoFit(videoRatio: number, tileRatio: number): 'cover' | 'contain' {
  const crop = videoRatio > tileRatio ? videoRatio / tileRatio : tileRatio / videoRatio;
  return crop <= MAX_CROP_RATIO ? 'cover' : 'contain';
}
