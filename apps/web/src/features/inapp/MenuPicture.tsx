import styles from './MenuPicture.module.css';

const ROWS = 3;
const ROW_HEIGHT = 20;

/** A phone, the corner where the app's menu is, and the line to choose in it. The steps beside it say the same. */
export function MenuPicture({ place }: { place: 'top' | 'bottom' }) {
  const isTop = place === 'top';
  const barY = isTop ? 12 : 168;
  const menuY = isTop ? 44 : 96;
  return (
    <svg className={styles['picture']} viewBox="0 0 132 204" aria-hidden="true">
      <rect className={styles['phone']} x="6" y="6" width="120" height="192" rx="18" />
      <rect className={styles['bar']} x="14" y={barY} width="104" height="26" rx="8" />
      <rect className={styles['line']} x="22" y={barY + 10} width="52" height="6" rx="3" />
      <circle className={styles['mark']} cx="104" cy={barY + 13} r="13" />
      {[98, 104, 110].map((x) => (
        <circle key={x} className={styles['dot']} cx={x} cy={barY + 13} r="2" />
      ))}
      <rect className={styles['menu']} x="42" y={menuY} width="76" height={ROWS * ROW_HEIGHT + 6} rx="8" />
      {Array.from({ length: ROWS }, (_, row) => (
        <Row key={row} y={menuY + 3 + row * ROW_HEIGHT} chosen={row === ROWS - 1} />
      ))}
    </svg>
  );
}

function Row({ y, chosen }: { y: number; chosen: boolean }) {
  return (
    <>
      {chosen && <rect className={styles['chosen']} x="45" y={y} width="70" height={ROW_HEIGHT} rx="5" />}
      <rect
        className={styles[chosen ? 'chosen-line' : 'line']}
        x="52"
        y={y + 7}
        width={chosen ? 48 : 38}
        height="6"
        rx="3"
      />
    </>
  );
}
