// Versions of the studio and of the SDK that it was built with.
export { version as SDK_VERSION } from "../../haloforge/plugin-sdk/package.json";
export { version as STUDIO_VERSION } from "../../manifest.json";
