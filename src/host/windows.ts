// Opens further windows of the host.
import { pluginWindows } from "@haloforge/plugin-sdk";
import type { Route } from "./navigation";

export function canOpenWindows(): boolean {
	try {
		pluginWindows();
		return true;
	} catch {
		return false;
	}
}

/** Shows the window that has this resource, or opens one as declared in manifest.json. */
export async function openInWindow(resource: string, { route, params }: Route): Promise<void> {
	await pluginWindows().openResource(resource, { route, params: { ...params } });
}
