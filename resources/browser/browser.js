// What this browser is, and what it draws WebGL with.

/** Its name with the whole version, WebGL's renderer (null where there is none), and whether threads can be had. */
export async function describeBrowser() {
  return {
    browser: await browserName(),
    renderer: webglRenderer(document.createElement("canvas").getContext("webgl2")),
    isolated: crossOriginIsolated,
    decodes: "VideoDecoder" in window,
  };
}

async function browserName() {
  const known = await navigator.userAgentData?.getHighEntropyValues(["fullVersionList"]);
  // Browsers put nonsense into the list, so that nobody relies on its order.
  const brands = (known?.fullVersionList ?? []).filter(({ brand }) => !/not.*brand/i.test(brand));
  const named = brands.find(({ brand }) => brand !== "Chromium") ?? brands[0];
  return named ? `${named.brand} ${named.version}` : navigator.userAgent;
}

/** `context`: WebGL's, or null. */
export function webglRenderer(context) {
  const extension = context?.getExtension("WEBGL_debug_renderer_info");
  return context ? context.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : context.RENDERER) : null;
}
