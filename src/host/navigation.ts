// The window's title. A host without the bridge is no error. (Routes and deep links join here.)
import { pluginCurrentWindow } from "@haloforge/plugin-sdk";

export function setWindowTitle(title: string): void {
	try {
		void Promise.resolve(pluginCurrentWindow().setTitle(title)).catch(() => {});
	} catch {
		// No bridge: a bare page has no window title of ours to set.
	}
}
