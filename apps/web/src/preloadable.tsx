import { type ComponentType, lazy, useState } from 'react';

/**
 * A component in a chunk of its own that can be fetched before it is needed. `lazy` alone would suspend once even then,
 * and React keeps a fallback it has shown for 300 ms: that long the person would wait for what is there already.
 */
export function preloadable<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null;
  const Lazy = lazy(async () => ({ default: await load() }));

  function Preloadable(props: Props) {
    const [Component] = useState<ComponentType<Props>>(() => loaded ?? Lazy);
    return <Component {...props} />;
  }

  /** When it fails, showing the component tries again and says so. */
  const preload = async (): Promise<void> => {
    loaded ??= await load().catch(() => null);
  };
  return { Component: Preloadable, preload };
}
