// Scripts of the packages, which put what they have into the window.

/** One after the other: the later ones need the earlier. */
export async function loadScripts(...paths) {
  for (const path of paths) {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `packages/${path}`;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`${path} could not be loaded`));
      document.head.append(script);
    });
  }
}
