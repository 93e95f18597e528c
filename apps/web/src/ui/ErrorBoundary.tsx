import { Component, type ReactNode } from 'react';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  title: string;
  text: string;
  action: ReactNode;
  children: ReactNode;
}

/** Shows a way out instead of an empty page when rendering fails. React itself logs the error. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { title, text, action, children } = this.props;
    if (!this.state.failed) return children;
    return (
      <main className={styles['page']} role="alert">
        <h1 className={styles['title']}>{title}</h1>
        <p className={styles['text']}>{text}</p>
        {action}
      </main>
    );
  }
}
