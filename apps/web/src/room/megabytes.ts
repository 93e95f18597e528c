const MB = 1_000_000;

/** As data plans count: a million bytes. Small amounts with a digit more, so that one sees it grow. */
export function megabytes(bytes: number, language: string): string {
  const digits = bytes < 100 * MB ? 1 : 0;
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${format.format(bytes / MB)} MB`;
}
