import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export interface ConfirmDialogProps {
  title: string;
  text: string;
  confirmLabel: string;
  cancelLabel: string;
  tone?: 'primary' | 'danger';
  /** Answered, one way or the other: render it no more. */
  onClose: () => void;
  onConfirm: () => void;
}

/** Asks once before something is done; open as long as it is rendered. The focus is on the harmless answer first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, confirmLabel, cancelLabel, tone = 'primary', onClose, onConfirm } = props;
  const confirm = () => {
    onClose();
    onConfirm();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      closeLabel={cancelLabel}
      actions={
        <>
          <Button data-initial-focus onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button variant={tone} onClick={confirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Dialog>
  );
}
